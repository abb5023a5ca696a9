package webchat

import (
	"context"
	"slices"
	"sync"
	"time"

	"portevoix/bot/chat"
	"portevoix/bot/outcome"
)

// memory is the shelf of a web chat that was given none: everything is forgotten at the end.
type memory struct {
	mu      sync.Mutex
	records map[string][]chat.Record
}

func (m *memory) Put(_ context.Context, kind, id string, value []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.records == nil {
		m.records = map[string][]chat.Record{}
	}
	if i := m.index(kind, id); i >= 0 {
		m.records[kind][i].Value = slices.Clone(value)
		return nil
	}
	m.records[kind] = append(m.records[kind], chat.Record{ID: id, Value: slices.Clone(value), At: time.Now()})
	return nil
}

func (m *memory) Get(_ context.Context, kind, id string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if i := m.index(kind, id); i >= 0 {
		return slices.Clone(m.records[kind][i].Value), nil
	}
	return nil, outcome.ErrNotFound
}

func (m *memory) List(_ context.Context, kind string) ([]chat.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.records[kind]), nil
}

func (m *memory) Delete(_ context.Context, kind, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if i := m.index(kind, id); i >= 0 {
		m.records[kind] = slices.Delete(m.records[kind], i, i+1)
	}
	return nil
}

func (m *memory) index(kind, id string) int {
	return slices.IndexFunc(m.records[kind], func(r chat.Record) bool { return r.ID == id })
}
