-- +goose Up
-- What is urgent is looked for first, by itself, however much of the rest waits; and a target that somebody is sending to is left alone.
CREATE INDEX delivery_urgent ON delivery (target, serial) WHERE state IN ('waiting', 'delayed', 'unsure') AND looks < 2 AND lane = 0;
CREATE INDEX delivery_sending_target ON delivery (target) WHERE state = 'sending';
-- Where a post stands, as a keyed hash of its address: a link that somebody pastes is found without reading every receipt. NULL means that
-- the row is older than this column.
ALTER TABLE delivery ADD COLUMN address TEXT;
CREATE INDEX delivery_address ON delivery (address) WHERE state = 'sent';
