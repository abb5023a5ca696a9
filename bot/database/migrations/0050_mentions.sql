-- +goose Up
CREATE TABLE mention (
    serial     BIGINT    NOT NULL PRIMARY KEY, -- 12 is shown as m_12
    source     TEXT      NOT NULL,             -- "rss: gazette.example/une", "import: export.csv"
    native     TEXT      NOT NULL,             -- the source's own id
    url        TEXT      NOT NULL,             -- canonical; empty after a removal
    author     TEXT      NOT NULL,             -- keyed hash of the handle; the outlet's name for the press
    press      BOOLEAN   NOT NULL,
    title      BYTEA     NOT NULL,             -- sealed; press headlines only
    words      BYTEA     NOT NULL,             -- sealed; emptied after 30 days
    lang       TEXT      NOT NULL,
    category   TEXT      NOT NULL,
    priority   BIGINT    NOT NULL,
    rule       TEXT      NOT NULL,             -- which rule decided
    doubt      BOOLEAN   NOT NULL,
    tone       BIGINT    NOT NULL,             -- -1, 0, 1
    same_as    BIGINT    NOT NULL,             -- the first mention with the same words; itself when it is the first
    print      TEXT      NOT NULL,             -- keyed hash of the words without links and handles
    said_at    TIMESTAMP NOT NULL,
    found_at   TIMESTAMP NOT NULL,
    taken_by   TEXT      NOT NULL,             -- member who has it, for what cannot wait
    alarms     BIGINT    NOT NULL,             -- how often it was announced
    alarm_at   TIMESTAMP,                      -- when it is announced next; empty when it need not be
    UNIQUE (source, native)
);

CREATE INDEX mention_said ON mention (said_at);
CREATE INDEX mention_found ON mention (found_at);
CREATE INDEX mention_print ON mention (print, said_at);
CREATE INDEX mention_alarm ON mention (alarm_at);

CREATE TABLE mention_source (
    name    TEXT      NOT NULL PRIMARY KEY,
    cursor  BYTEA     NOT NULL, -- sealed
    read_at TIMESTAMP NOT NULL, -- when it was last tried
    good_at TIMESTAMP,          -- when it last worked
    problem TEXT      NOT NULL  -- what went wrong last, without an address; empty when it worked
);
