package webchat

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"

	"portevoix/bot/chat"
)

// pictures holds the bytes of pictures in private answers. Pictures of rooms are on the shelf.
type pictures struct {
	mu    sync.Mutex
	bytes map[string]picture
	order []string // oldest first
}

type picture struct {
	Type  string `json:"type"`
	Bytes []byte `json:"bytes"`
	owner viewer
}

const (
	maxPicture      = 10 << 20 // bytes of one picture, in either direction
	privatePictures = 64       // pictures of private answers that are remembered
)

// shownTypes are the media types that a page shows.
var shownTypes = map[string]bool{"image/png": true, "image/jpeg": true, "image/gif": true, "image/webp": true}

func (p *pictures) keep(owner viewer, f chat.File) string {
	kind := http.DetectContentType(f.Bytes)
	if !shownTypes[kind] || len(f.Bytes) > maxPicture {
		return ""
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bytes == nil {
		p.bytes = map[string]picture{}
	}
	id := "x" + strings.ToLower(rand.Text())
	p.bytes[id] = picture{kind, f.Bytes, owner}
	p.order = append(p.order, id)
	if len(p.order) > privatePictures {
		delete(p.bytes, p.order[0])
		p.order = p.order[1:]
	}
	return id
}

func (p *pictures) find(session, id string) (picture, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	found, ok := p.bytes[id]
	return found, ok && found.owner.session == session
}

// drawForRoom translates a message and puts its pictures on the shelf.
func (p *Platform) drawForRoom(ctx context.Context, owner string, m chat.Message) (message, error) {
	var failed error
	drawn, err := translate(m, func(f chat.File) string {
		kind := http.DetectContentType(f.Bytes)
		if !shownTypes[kind] || len(f.Bytes) > maxPicture {
			return ""
		}
		sum := sha256.Sum256(append([]byte(owner), f.Bytes...))
		id := "s" + hex.EncodeToString(sum[:16])
		value, _ := json.Marshal(picture{Type: kind, Bytes: f.Bytes})
		if err := p.Shelf.Put(ctx, "picture", id, value); err != nil {
			failed = err
		}
		return id
	})
	if failed != nil {
		return message{}, unsure("keep a picture of the web chat", failed)
	}
	if err != nil {
		return message{}, rejected(err)
	}
	return drawn, nil
}

// dropPictures removes the pictures that a message no longer shows.
func (p *Platform) dropPictures(ctx context.Context, old, now message) {
	still := map[string]bool{}
	for _, b := range now.Blocks {
		still[b.Picture] = true
	}
	for _, b := range old.Blocks {
		if b.Picture != "" && !still[b.Picture] {
			if err := p.Shelf.Delete(ctx, "picture", b.Picture); err != nil {
				p.config.Log.Warn("webchat: delete a picture", "err", err)
			}
		}
	}
}

// picture finds a picture that this session may see.
func (p *Platform) picture(ctx context.Context, session, id string) (picture, error) {
	if found, ok := p.pictures.find(session, id); ok {
		return found, nil
	}
	if !strings.HasPrefix(id, "s") {
		return picture{}, errors.New("no such picture")
	}
	value, err := p.Shelf.Get(ctx, "picture", id)
	if err != nil {
		return picture{}, err
	}
	var found picture
	err = json.Unmarshal(value, &found)
	return found, err
}
