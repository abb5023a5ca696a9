package publish_test

import (
	"errors"
	"testing"

	"portevoix/bot/chat"
	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/publish"
)

// Somebody points at a message in a room and says "take down": what it is about is found, be it a card or a notice that was sent there.
func TestAMessageOfOursIsFoundAgain(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "mastodon")
		r.approved(subject("d_9", false, "mastodon", "room:urgent"))
		r.until("sent", every(publish.Sent), "draft", "d_9")
		for _, room := range []string{"approvals", "urgent"} {
			eventually(t, "finding the message in "+room, func() bool { return r.about(room) == "draft/d_9" })
		}
		if _, _, err := r.pub.FindMessage(t.Context(), chat.MessageRef{Platform: "room", Room: "urgent", ID: "elsewhere"}); !errors.Is(err, publish.ErrNothing) {
			t.Errorf("somebody else's message: %v", err)
		}
	})
}

// about is what the newest message of a room is about.
func (r *road) about(room string) string {
	r.room.mu.Lock()
	var ref chat.MessageRef
	for _, p := range r.room.posts {
		if p.ref.Room == room {
			ref = p.ref
		}
	}
	r.room.mu.Unlock()
	kind, id, err := r.pub.FindMessage(r.t.Context(), ref)
	if err != nil && !errors.Is(err, publish.ErrNothing) {
		r.t.Fatal(err)
	}
	return kind + "/" + id
}
