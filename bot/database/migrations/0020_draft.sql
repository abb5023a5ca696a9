-- +goose Up
CREATE TABLE draft (
    id         TEXT      NOT NULL PRIMARY KEY, -- "d_4k7m"
    author     TEXT      NOT NULL,             -- member id
    status     TEXT      NOT NULL CHECK (status IN ('offered', 'draft', 'submitted', 'approved', 'published', 'discarded')),
    revision   BIGINT    NOT NULL,             -- counts every change; approval seals one of them
    sealed     BYTEA     NOT NULL,             -- brief and texts, encrypted; empty once discarded
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX draft_by_author ON draft (author, updated_at);

CREATE TABLE draft_revision (
    draft_id TEXT      NOT NULL,
    number   BIGINT    NOT NULL,
    by_whom  TEXT      NOT NULL, -- member id
    what     TEXT      NOT NULL, -- "new", "facts", "edit", "again", "shorten", "wording", "settings", "back"
    sealed   BYTEA     NOT NULL,
    at       TIMESTAMP NOT NULL,
    PRIMARY KEY (draft_id, number)
);

CREATE TABLE picture (
    id         TEXT      NOT NULL PRIMARY KEY, -- "p_8w2c5q"
    hash       TEXT      NOT NULL,             -- SHA-256 of the bytes, in hex
    media_type TEXT      NOT NULL,             -- "image/jpeg" or "image/png"
    width      BIGINT    NOT NULL,
    height     BIGINT    NOT NULL,
    sealed     BYTEA     NOT NULL,             -- the picture, encrypted
    thumb      BYTEA     NOT NULL,             -- a small JPEG of it, encrypted
    alt        BYTEA     NOT NULL,             -- its text alternative, encrypted
    added_at   TIMESTAMP NOT NULL
);
