-- +goose Up
CREATE TABLE notice (
    id         TEXT      NOT NULL PRIMARY KEY, -- "n_2026-014"
    year       BIGINT    NOT NULL,
    number     BIGINT    NOT NULL,
    kind       TEXT      NOT NULL,             -- "blood"
    phase      TEXT      NOT NULL CHECK (phase IN ('alert', 'correction', 'end')),
    state      TEXT      NOT NULL CHECK (state IN ('draft', 'submitted', 'live', 'ended', 'replaced', 'expired', 'withdrawn', 'refused', 'discarded')),
    author     TEXT      NOT NULL,             -- member id
    ref        TEXT      NOT NULL,             -- the notice that it corrects or ends; or empty
    version    BIGINT    NOT NULL,             -- counts every change; approval seals one of them
    until_at   TIMESTAMP,                      -- when it stops being true
    asked_for  TIMESTAMP,                      -- the end for which "still true?" has been asked
    dedupe     TEXT,                           -- of the trigger that made it: a repeated trigger is one notice
    sealed     BYTEA     NOT NULL,             -- everything that it says, encrypted
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    UNIQUE (year, number)
);
CREATE INDEX notice_by_state ON notice (state, until_at);
CREATE UNIQUE INDEX notice_dedupe ON notice (dedupe);

CREATE TABLE notice_version (
    notice_id TEXT      NOT NULL,
    number    BIGINT    NOT NULL,
    by_whom   TEXT      NOT NULL, -- member id; empty: the bot
    what      TEXT      NOT NULL, -- "new", "edit", "submit", "live", "extend", "end" …
    sealed    BYTEA     NOT NULL,
    at        TIMESTAMP NOT NULL,
    PRIMARY KEY (notice_id, number)
);
