package slack

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/slack-go/slack"

	"portevoix/bot/chat"
	"portevoix/bot/text"
)

// upload gives a picture to Slack without sharing it anywhere; the message that shows it refers to its id, so that message and picture
// are one and can be found again. The file's own name may identify somebody: it is not passed on.
func (p *Platform) upload(ctx context.Context, f chat.File) (id string, err error) {
	if len(f.Bytes) == 0 {
		return "", errors.New("an empty picture")
	}
	name := "image." + extension(f.Type)
	where, err := p.api.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{FileName: name, FileSize: len(f.Bytes), AltTxt: brief(f.Alt, 1000)})
	if err != nil {
		return "", err
	}
	if err := p.api.UploadToURL(ctx, slack.UploadToURLParameters{UploadURL: where.UploadURL, Reader: bytes.NewReader(f.Bytes), Filename: name}); err != nil {
		return "", err
	}
	done, err := p.api.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{Files: []slack.FileSummary{{ID: where.FileID, Title: "Portevoix"}}})
	if err != nil {
		return "", err
	}
	if len(done.Files) == 0 || done.Files[0].ID == "" {
		return "", errors.New("slack gave no file")
	}
	return done.Files[0].ID, p.settled(ctx, done.Files[0].ID)
}

// settled waits until Slack has looked at a file: before that, a message that shows it is refused ("invalid slack file"). Who cannot tell
// goes on: the post's own answer decides. Source: github.com/slackapi/node-slack-sdk/issues/1865, the maintainers' comment of August 2024.
func (p *Platform) settled(ctx context.Context, id string) error {
	for wait := 100 * time.Millisecond; wait < 4*time.Second; wait *= 2 {
		var answer struct {
			File struct {
				Mimetype string `json:"mimetype"`
			} `json:"file"`
		}
		if err := p.call(ctx, "files.info", url.Values{"file": {id}}, &answer); err != nil || answer.File.Mimetype != "" {
			return ctx.Err()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
	return nil
}

func extension(mediaType string) string {
	switch mediaType {
	case "image/jpeg":
		return "jpg"
	case "image/gif":
		return "gif"
	case "image/webp":
		return "webp"
	}
	return "png"
}

// maxFile is how large a file may be that somebody gives with a form; larger ones are no pictures for a post.
const maxFile = 20 << 20

// fetch brings the files that came with a form. Slack has them already: that was said before the first one.
func (d *desk) fetch(r *chat.Request, at origin) text.Text {
	r.Files = nil
	for _, f := range at.files {
		address := cmp.Or(f.Download, f.Private)
		if f.Size > maxFile || address == "" {
			return text.Text{FR: "Ce fichier est trop gros : 20 Mo au plus.", EN: "This file is too large: 20 MB at most.", AR: "هذا الملف كبير جدا: 20 ميغابايت على الأكثر."}
		}
		var b limited
		if err := d.p.api.GetFileContext(d.work, address, &b); err != nil {
			d.p.config.Log.Warn("slack: a file cannot be fetched", "err", code(err))
			d.p.health.note(err, "")
			return text.Text{FR: "Le fichier n'a pas pu être lu chez Slack. Réessayez, ou joignez-le plus tard.", EN: "The file could not be read from Slack. Try again, or attach it later.", AR: "تعذرت قراءة الملف من Slack. حاولوا من جديد أو أرفقوه لاحقا."}
		}
		r.Files = append(r.Files, chat.File{Name: f.Name, Type: f.Mimetype, Bytes: b.Bytes()})
	}
	return text.Text{}
}

// limited takes what fits and refuses the rest: the size that Slack reports is not ours to trust.
type limited struct{ bytes.Buffer }

func (l *limited) Write(b []byte) (int, error) {
	if l.Len()+len(b) > maxFile {
		return 0, fmt.Errorf("more than %d bytes", maxFile)
	}
	return l.Buffer.Write(b)
}
