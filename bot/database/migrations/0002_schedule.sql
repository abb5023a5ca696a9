-- +goose Up
CREATE TABLE schedule (
    name          TEXT      NOT NULL PRIMARY KEY,      -- "digest/communication"
    kind          TEXT      NOT NULL,                  -- of the job: "digest.post"
    args          TEXT      NOT NULL,                  -- of the job, JSON
    wall_time     TEXT      NOT NULL DEFAULT '',       -- "07:30"; empty for an interval
    zone          TEXT      NOT NULL DEFAULT '',       -- "Europe/Paris"
    weekdays      TEXT      NOT NULL DEFAULT '',       -- "1,2,3,4,5" from Sunday = 0; empty for every day
    every_seconds BIGINT    NOT NULL DEFAULT 0,        -- of an interval
    next_at       TIMESTAMP NOT NULL,
    last_at       TIMESTAMP                            -- when the last run was due
);

CREATE INDEX schedule_next ON schedule (next_at);
