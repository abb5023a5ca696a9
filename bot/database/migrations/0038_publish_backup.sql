-- +goose Up
-- The copies of the database that may hold what is taken down, and until when the hospital keeps them.
CREATE TABLE backup_copy (
    id         TEXT      NOT NULL PRIMARY KEY,
    made_at    TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
