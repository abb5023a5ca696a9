-- +goose Up
CREATE TABLE told_case (
    object  TEXT      NOT NULL PRIMARY KEY, -- "draft/d_4k7m"
    cases   BYTEA     NOT NULL,             -- sealed JSON: signatures of what was said about persons, never words
    told_at TIMESTAMP NOT NULL
);

CREATE INDEX told_case_at ON told_case (told_at);
