-- +goose Up
CREATE TABLE kept (
    owner    TEXT      NOT NULL, -- "webchat"
    kind     TEXT      NOT NULL, -- "message"
    id       TEXT      NOT NULL,
    sealed   BYTEA     NOT NULL, -- encrypted by the master key
    kept_at  TIMESTAMP NOT NULL, -- of the first Put: a later one changes the value, not the place in the list
    serial   BIGINT    NOT NULL,
    PRIMARY KEY (owner, kind, id)
);

CREATE INDEX kept_order ON kept (owner, kind, serial);

CREATE TABLE seen_key (
    owner   TEXT      NOT NULL,
    key     TEXT      NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    PRIMARY KEY (owner, key)
);

CREATE TABLE lease (
    name    TEXT      NOT NULL PRIMARY KEY,
    holder  TEXT      NOT NULL,
    until   TIMESTAMP NOT NULL
);
