-- +goose Up
CREATE TABLE secret (
    name     TEXT      NOT NULL PRIMARY KEY, -- "mastodon.token"
    sealed   BYTEA     NOT NULL,             -- encrypted by the key of the database, never plain
    saved_at TIMESTAMP NOT NULL
);
