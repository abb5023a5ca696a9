-- +goose Up
CREATE TABLE member (
    id        TEXT      NOT NULL PRIMARY KEY, -- "p_4k7mq2"
    name      TEXT      NOT NULL,             -- as the team calls them
    roles     TEXT      NOT NULL,             -- JSON list: ["officer"]
    phone     TEXT      NOT NULL DEFAULT '',  -- to dial at night; empty when not given
    active    BOOLEAN   NOT NULL,
    trial     BOOLEAN   NOT NULL,             -- exists for "act as" only
    joined_at TIMESTAMP NOT NULL,
    left_at   TIMESTAMP
);

CREATE TABLE identity (
    platform  TEXT      NOT NULL, -- "slack"
    person    TEXT      NOT NULL, -- the platform's id: "U024BE7LH"
    member_id TEXT      NOT NULL REFERENCES member (id),
    linked_at TIMESTAMP NOT NULL,
    PRIMARY KEY (platform, person)
);

CREATE INDEX identity_member ON identity (member_id);

CREATE TABLE people_code (
    hash      TEXT      NOT NULL PRIMARY KEY, -- keyed hash of the code, never the code
    purpose   TEXT      NOT NULL CHECK (purpose IN ('claim', 'link')),
    member_id TEXT      NOT NULL,             -- whose code; empty for a claim
    expires   TIMESTAMP NOT NULL
);

CREATE TABLE shift (
    id        TEXT      NOT NULL PRIMARY KEY,
    role      TEXT      NOT NULL, -- "duty-director"
    member_id TEXT      NOT NULL REFERENCES member (id),
    begins    TIMESTAMP NOT NULL,
    ends      TIMESTAMP NOT NULL
);

CREATE INDEX shift_time ON shift (role, begins, ends);
