-- +goose Up
CREATE TABLE delivery (
    id         TEXT      NOT NULL PRIMARY KEY,
    key        TEXT      NOT NULL UNIQUE,  -- the idempotency key, for ever
    case_id    TEXT      NOT NULL REFERENCES approval_case (id),
    kind       TEXT      NOT NULL,         -- "draft", "notice"
    object     TEXT      NOT NULL,         -- "d_4k7m"
    target     TEXT      NOT NULL,         -- "mastodon", or "room:webchat/urgent"
    lang       TEXT      NOT NULL,
    part       BYTEA     NOT NULL,         -- sealed JSON of the approved part; emptied by a take-down
    lane       BIGINT    NOT NULL,         -- 0 urgent, 1 interactive, 2 routine
    state      TEXT      NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'unsure', 'refused', 'delayed', 'withdrawn')),
    attempt    BIGINT    NOT NULL,         -- the fencing token
    looks      BIGINT    NOT NULL,         -- look-ups since it became unsure
    holder     TEXT      NOT NULL,
    lease      TIMESTAMP,                  -- until when the holder has it
    began      TIMESTAMP,                  -- of the last attempt
    next_at    TIMESTAMP NOT NULL,         -- not before this moment
    reason     TEXT      NOT NULL,         -- of the last failure
    receipt    BYTEA     NOT NULL,         -- sealed JSON of the receipt; empty until there is one
    sent_at    TIMESTAMP,
    down       TEXT      NOT NULL CHECK (down IN ('', 'requested', 'accepted', 'gone', 'residual', 'failed', 'by-hand')),
    down_tries BIGINT    NOT NULL,
    made_at    TIMESTAMP NOT NULL,
    serial     BIGINT    NOT NULL
);

CREATE INDEX delivery_work ON delivery (state, next_at);
CREATE INDEX delivery_object ON delivery (kind, object);
CREATE INDEX delivery_down ON delivery (down, next_at);
CREATE INDEX delivery_target ON delivery (target, serial);

CREATE TABLE team_message (
    key     TEXT      NOT NULL PRIMARY KEY, -- "case/c_4k7mq2"
    room    TEXT      NOT NULL,             -- what the room is for: "approvals"; empty for a person
    member  TEXT      NOT NULL,             -- member id; empty for a room
    object  TEXT      NOT NULL,             -- what it is about: "draft/d_4k7m"; empty for none
    lane    BIGINT    NOT NULL,
    content BYTEA     NOT NULL,             -- sealed JSON of the message
    version BIGINT    NOT NULL,             -- grows with every change
    gone    BOOLEAN   NOT NULL,             -- to be deleted wherever it stands
    next_at TIMESTAMP NOT NULL,
    settled BIGINT    NOT NULL,             -- the version that stands everywhere
    made_at TIMESTAMP NOT NULL
);

CREATE INDEX team_message_work ON team_message (next_at);

CREATE TABLE team_post (
    key      TEXT      NOT NULL REFERENCES team_message (key),
    platform TEXT      NOT NULL,
    place    TEXT      NOT NULL, -- the platform's room, or "@" and the platform's person
    room     TEXT      NOT NULL, -- of the reference
    ref      TEXT      NOT NULL, -- empty until it is posted
    version  BIGINT    NOT NULL, -- what stands there
    attempt  BIGINT    NOT NULL,
    began    TIMESTAMP NOT NULL,
    PRIMARY KEY (key, platform, place)
);

CREATE TABLE publish_pause (
    id     TEXT      NOT NULL PRIMARY KEY CHECK (id = 'one'),
    reason TEXT      NOT NULL,
    member TEXT      NOT NULL,
    since  TIMESTAMP NOT NULL
);
