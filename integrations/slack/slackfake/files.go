package slackfake

import (
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// A File that somebody uploaded.
type File struct {
	ID, Name, Title, Alt, Type string
	Bytes                      []byte
	User                       string
	Shared                     []string // channels

	length   int
	uploaded bool
	complete bool
}

// Attach is a person choosing a file in a form; the id goes into Submit's values.
func (s *Server) Attach(user, name, mediaType string, content []byte) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := &File{ID: s.id("F"), Name: name, Title: name, Type: mediaType, Bytes: content, User: user, length: len(content), uploaded: true, complete: true}
	s.files[f.ID] = f
	return f.ID
}

// File is an uploaded file.
func (s *Server) File(id string) (File, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.files[id]
	if !ok {
		return File{}, false
	}
	return *f, true
}

func (s *Server) uploadURL(in args) (object, *refusal) {
	f := &File{ID: s.id("F"), Name: in.string("filename"), Alt: in.string("alt_txt"), User: BotUser, length: in.int("length", 0)}
	if f.Name == "" || f.length <= 0 {
		return nil, refuse("invalid_arguments", "[ERROR] missing required field: filename or length")
	}
	if count(f.Alt) > maxAltText {
		return nil, refuse("alt_txt_too_large")
	}
	secret := rand.Text()
	s.files[f.ID], s.uploads[secret] = f, f.ID
	return object{"upload_url": s.URL + "/upload/v1/" + secret, "file_id": f.ID}, nil
}

func (s *Server) serveUpload(w http.ResponseWriter, r *http.Request) {
	fault := s.fault("upload")
	if fault.Before != nil {
		fault.Before(w)
		return
	}
	content, kind, err := uploaded(r)
	s.mu.Lock()
	f := s.files[s.uploads[r.PathValue("secret")]]
	switch {
	case f == nil:
		s.mu.Unlock()
		http.NotFound(w, r)
		return
	case err != nil || len(content) != f.length:
		s.problem("the upload of %s has %d bytes, %d were announced", f.ID, len(content), f.length)
		s.mu.Unlock()
		http.Error(w, "size mismatch", http.StatusBadRequest)
		return
	}
	f.Bytes, f.Type, f.uploaded = content, kind, true
	delete(s.uploads, r.PathValue("secret"))
	s.mu.Unlock()
	if fault.After != nil {
		fault.After(w, nil)
		return
	}
	_, _ = fmt.Fprintf(w, "OK - %d", len(content))
}

// uploaded reads the bytes, sent as a form's file or as they are.
func uploaded(r *http.Request) ([]byte, string, error) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		b, err := io.ReadAll(io.LimitReader(r.Body, 32<<20))
		return b, http.DetectContentType(b), err
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, "", err
	}
	for {
		part, err := parts.NextPart()
		if err != nil {
			return nil, "", err
		}
		if part.FileName() == "" {
			continue
		}
		b, err := io.ReadAll(io.LimitReader(part, 32<<20))
		return b, http.DetectContentType(b), err
	}
}

func (s *Server) completeUpload(in args) (object, *refusal) {
	var list []struct{ ID, Title string }
	if !in.json("files", &list) || len(list) == 0 {
		return nil, refuse("invalid_arguments", "[ERROR] files must be an array")
	}
	answer := []object{}
	for _, want := range list {
		f := s.files[want.ID]
		if f == nil || !f.uploaded {
			return nil, refuse("file_not_found")
		}
		f.Title, f.complete = want.Title, true
		if channel := in.string("channel_id"); channel != "" {
			c, no := s.target(channel)
			if no != nil {
				return nil, no
			}
			f.Shared = append(f.Shared, c.ID)
			s.history[c.ID] = append(s.history[c.ID], &Message{Channel: c.ID, TS: s.ts(), User: BotUser, FromBot: true, Text: in.string("initial_comment"), Files: []string{f.ID}})
		}
		answer = append(answer, object{"id": f.ID, "title": f.Title})
	}
	return object{"files": answer}, nil
}

func (s *Server) fileInfo(in args) (object, *refusal) {
	f := s.files[in.string("file")]
	if f == nil || !f.complete {
		return nil, refuse("file_not_found")
	}
	return object{"file": s.fileJSON(f)}, nil
}

func (s *Server) fileJSON(f *File) object {
	address := s.URL + "/files-pri/" + f.ID + "/content"
	return object{"id": f.ID, "name": f.Name, "title": f.Title, "mimetype": f.Type, "size": len(f.Bytes), "user": f.User, "alt_txt": f.Alt,
		"url_private": address, "url_private_download": address, "channels": f.Shared, "shares": object{}}
}

func (s *Server) fileDelete(in args) (object, *refusal) {
	f := s.files[in.string("file")]
	switch {
	case f == nil:
		return nil, refuse("file_not_found")
	case f.User != BotUser:
		return nil, refuse("cant_delete_file")
	}
	delete(s.files, f.ID)
	return object{}, nil
}

// serveFile gives the bytes to whoever has the token; others get a page that asks them to sign in, with status 200, as Slack does.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	f := s.files[r.PathValue("file")]
	allowed := r.Header.Get("Authorization") == "Bearer "+s.o.BotToken && s.has("files:read")
	s.mu.Unlock()
	switch {
	case f == nil:
		http.NotFound(w, r)
	case !allowed:
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!DOCTYPE html><title>Sign in</title>")
	default:
		w.Header().Set("Content-Type", f.Type)
		_, _ = w.Write(f.Bytes)
	}
}
