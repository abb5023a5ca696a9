-- +goose Up
-- What somebody last looked at before deciding, so that the next look shows what has changed since.
CREATE TABLE approval_look (
    kind      TEXT      NOT NULL,
    object    TEXT      NOT NULL, -- "d_4k7m"
    member_id TEXT      NOT NULL,
    case_id   TEXT      NOT NULL,
    looked_at TIMESTAMP NOT NULL,
    PRIMARY KEY (kind, object, member_id)
);
