package publish_test

import (
	"errors"
	"testing"

	"portevoix/bot/database"
	"portevoix/bot/database/databasetest"
	"portevoix/bot/publish"
)

// A link is found however it was copied, and also when its row is older than the column that it is found by.
func TestALinkIsFoundHoweverItWasCopied(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		r := open(t, db, "calm")
		if err := r.pub.ByHand(t.Context(), subject("d_11", false, "calm"), "calm", "https://calm.example/posts/77?id=Ab1", "trial-officer"); err != nil {
			t.Fatal(err)
		}
		r.approved(subject("d_12", false, "calm"))
		sent := r.until("sent", every(publish.Sent), "draft", "d_12")
		want := map[string]string{
			"https://calm.example/posts/77?id=Ab1":               "d_11",
			"http://www.CALM.example/posts/77/?id=Ab1&utm_x=1#c": "d_11",
			"https://m.calm.example/posts/77?fbclid=9&id=Ab1":    "d_11",
			sent[0].Receipt.URL:                                  "d_12",
			"https://calm.example/posts/77":                      "",
			"https://calm.example/posts/77?id=ab1":               "",
			"":                                                   "",
		}
		check := func() {
			t.Helper()
			for address, id := range want {
				_, found, err := r.pub.FindURL(t.Context(), address)
				if found != id || (id == "") != errors.Is(err, publish.ErrNothing) {
					t.Errorf("%q leads to %q, %v", address, found, err)
				}
			}
		}
		check()
		if err := db.Do(t.Context(), func(tx database.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE delivery SET address = NULL")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		check()
	})
}
