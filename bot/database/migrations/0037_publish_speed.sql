-- +goose Up
-- What the loops look for, and nothing of the many that are done. The conditions stand in the queries word for word.
CREATE INDEX delivery_due ON delivery (target, lane, serial) WHERE state IN ('waiting', 'delayed', 'unsure') AND looks < 2;
CREATE INDEX delivery_next ON delivery (next_at) WHERE state IN ('waiting', 'delayed', 'unsure') AND looks < 2;
CREATE INDEX delivery_sending ON delivery (holder, lease) WHERE state = 'sending';
CREATE INDEX delivery_removing ON delivery (next_at) WHERE down IN ('requested', 'accepted');
CREATE INDEX delivery_case ON delivery (case_id, serial);
CREATE INDEX delivery_serial ON delivery (serial);
CREATE INDEX team_message_unsettled ON team_message (next_at) WHERE settled < version;
-- Every state of every delivery passes through these; the ones above do their work.
DROP INDEX delivery_work;
DROP INDEX delivery_down;

-- The processes that share the work and the networks' limits.
CREATE TABLE publish_replica (
    holder TEXT      NOT NULL PRIMARY KEY,
    seen   TIMESTAMP NOT NULL
);
