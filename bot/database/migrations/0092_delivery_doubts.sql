-- +goose Up
-- The loop that takes posts down looks here whenever it wakes; without this it would read every post that was ever sent.
CREATE INDEX delivery_doubts ON delivery (state, down, next_at) WHERE doubts > 0;
