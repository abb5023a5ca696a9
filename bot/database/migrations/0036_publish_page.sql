-- +goose Up
CREATE TABLE page (
    key       TEXT      NOT NULL, -- of the reminder: "page/c_4k7mq2/p_ab12cd/1"
    pager     TEXT      NOT NULL, -- "mail"
    case_id   TEXT      NOT NULL,
    member_id TEXT      NOT NULL, -- whom; no address is kept here
    state     TEXT      NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    reason    TEXT      NOT NULL, -- of the last failure
    attempt   BIGINT    NOT NULL, -- the fencing token
    next_at   TIMESTAMP NOT NULL, -- not before this moment; while it is being sent, when it may be tried again
    made_at   TIMESTAMP NOT NULL,
    ended_at  TIMESTAMP,
    PRIMARY KEY (key, pager)
);

CREATE INDEX page_work ON page (state, next_at);
