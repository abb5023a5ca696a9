-- +goose Up
-- Cases whose deliveries have changed since their card was last drawn. The card follows within a moment, not with every change.
CREATE TABLE publish_touched (
    case_id TEXT      NOT NULL PRIMARY KEY,
    changes BIGINT    NOT NULL,
    since   TIMESTAMP NOT NULL
);

-- How many more looks an urgent delivery needs that was sent a second time in doubt: an extra copy is deleted when it shows.
ALTER TABLE delivery ADD COLUMN doubts BIGINT NOT NULL DEFAULT 0;
