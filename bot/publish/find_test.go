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
		r.approved(subject("d_9", false, "mastodon", "room:room/urgent"))
		r.until("sent", every(publish.Sent), "draft", "d_9")
		r.shows("approvals", "d_9")
		r.room.mu.Lock()
		posts := append([]posted(nil), r.room.posts...)
		r.room.mu.Unlock()
		rooms := map[string]bool{}
		for _, p := range posts {
			kind, id, err := r.pub.FindMessage(t.Context(), p.ref)
			if err != nil || kind != "draft" || id != "d_9" {
				t.Errorf("the message in %s is about %s/%s, %v", p.ref.Room, kind, id, err)
			}
			rooms[p.ref.Room] = true
		}
		if !rooms["approvals"] || !rooms["urgent"] {
			t.Errorf("nothing stands in one of the rooms: %v", rooms)
		}
		if _, _, err := r.pub.FindMessage(t.Context(), chat.MessageRef{Platform: "room", Room: "urgent", ID: "elsewhere"}); !errors.Is(err, publish.ErrNothing) {
			t.Errorf("somebody else's message: %v", err)
		}
	})
}
