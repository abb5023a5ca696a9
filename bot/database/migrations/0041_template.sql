-- +goose Up
CREATE TABLE notice_template (
    id         TEXT      NOT NULL PRIMARY KEY, -- "t_4k7m"
    kind       TEXT      NOT NULL,             -- "evacuation"
    state      TEXT      NOT NULL CHECK (state IN ('draft', 'proposed', 'cleared', 'withdrawn')),
    author     TEXT      NOT NULL,             -- member id
    version    BIGINT    NOT NULL,             -- counts every change
    seal       TEXT      NOT NULL,             -- over words, fields, limits, languages and targets, as they were cleared
    cleared_by TEXT      NOT NULL,             -- member id; empty until then
    cleared_at TIMESTAMP,
    expires_at TIMESTAMP,
    sealed     BYTEA     NOT NULL,             -- what it says, encrypted
    made_at    TIMESTAMP NOT NULL
);
CREATE INDEX notice_template_by_state ON notice_template (state, kind);

CREATE TABLE notice_review (
    notice_id   TEXT      NOT NULL PRIMARY KEY, -- sent by one person alone
    by_whom     TEXT      NOT NULL,             -- member id
    sent_at     TIMESTAMP NOT NULL,
    due_at      TIMESTAMP NOT NULL,
    reminded    BIGINT    NOT NULL,
    reviewed_by TEXT      NOT NULL,             -- member id; empty until then
    reviewed_at TIMESTAMP,
    verdict     TEXT      NOT NULL CHECK (verdict IN ('', 'right', 'wrong'))
);

CREATE TABLE kit_print (
    lang       TEXT      NOT NULL PRIMARY KEY,
    printed_at TIMESTAMP NOT NULL,
    templates  BIGINT    NOT NULL
);
