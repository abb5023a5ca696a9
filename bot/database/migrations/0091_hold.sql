-- +goose Up
CREATE TABLE held (
    id      TEXT      NOT NULL PRIMARY KEY, -- "h_4k7mq2"
    words   BYTEA     NOT NULL,             -- sealed; the row goes with the decision, after 24 hours at the latest
    kind    TEXT      NOT NULL,             -- what the text is: "post", "reply"
    author  TEXT      NOT NULL,             -- member id
    held_at TIMESTAMP NOT NULL
);
