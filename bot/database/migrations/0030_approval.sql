-- +goose Up
CREATE TABLE approval_case (
    id         TEXT      NOT NULL PRIMARY KEY,                    -- "c_4k7mq2"
    kind       TEXT      NOT NULL,                                -- "draft", "notice", "template"
    object     TEXT      NOT NULL,                                -- "d_4k7m"
    author     TEXT      NOT NULL,                                -- member id
    seal       TEXT      NOT NULL,
    subject    BYTEA     NOT NULL,                                -- sealed JSON; emptied when the object is taken down
    urgent     BOOLEAN   NOT NULL,
    state      TEXT      NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'changes', 'withdrawn', 'expired', 'by-hand')),
    publish_at TIMESTAMP,                                         -- chosen by whoever approved; empty: at once
    opened_at  TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    reminded   BIGINT    NOT NULL
);

CREATE INDEX approval_case_state ON approval_case (state, expires_at);
CREATE INDEX approval_case_object ON approval_case (kind, object);

CREATE TABLE approval_vote (
    case_id   TEXT      NOT NULL REFERENCES approval_case (id),
    member_id TEXT      NOT NULL,
    yes       BOOLEAN   NOT NULL,
    reason    TEXT      NOT NULL, -- a choice, or a text that passed the check
    voted_at  TIMESTAMP NOT NULL,
    PRIMARY KEY (case_id, member_id)
);
