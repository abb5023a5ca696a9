-- +goose Up
CREATE TABLE master_key (
    id      TEXT    NOT NULL PRIMARY KEY CHECK (id = 'one'),
    wrapped BOOLEAN NOT NULL, -- TRUE: encrypted by the key that the hospital keeps
    key     BYTEA   NOT NULL
);

CREATE TABLE secret (
    name     TEXT      NOT NULL PRIMARY KEY, -- "mastodon.token"
    sealed   BYTEA     NOT NULL,             -- encrypted by the master key, never plain
    saved_at TIMESTAMP NOT NULL
);
