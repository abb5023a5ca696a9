-- +goose Up
-- An entry is written by the transaction it records; seq and link come within a second, from the sealer. The three personal
-- fields lie beside the salt of their commitment: erasing both leaves the commitment, which the chain is made of.
CREATE TABLE register_entry (
    id          TEXT      NOT NULL PRIMARY KEY,
    at          TIMESTAMP NOT NULL,
    role        TEXT      NOT NULL,
    action      TEXT      NOT NULL, -- "approve"
    object      TEXT      NOT NULL, -- "post/42"
    hash        TEXT      NOT NULL, -- keyed hash of the text that it was about, or empty
    details     TEXT      NOT NULL, -- JSON object of words
    actor       TEXT,               -- "m_17"
    actor_salt  BYTEA,
    actor_seal  BYTEA     NOT NULL,
    source      TEXT,               -- "slack/T01/U02"
    source_salt BYTEA,
    source_seal BYTEA     NOT NULL,
    reason      TEXT,
    reason_salt BYTEA,
    reason_seal BYTEA     NOT NULL,
    erased      BYTEA,              -- proof that the personal fields were erased by us, or null
    seq         BIGINT UNIQUE,      -- 1, 2, 3, …; null until sealed
    link        BYTEA               -- made of the entry and of the link before
);

CREATE INDEX register_entry_waiting ON register_entry (at) WHERE seq IS NULL;
CREATE INDEX register_entry_object ON register_entry (object);
CREATE INDEX register_entry_actor ON register_entry (actor);

-- Where the chain begins (after what retention has removed) and ends.
CREATE TABLE register_head (
    id         TEXT   NOT NULL PRIMARY KEY CHECK (id = 'one'),
    first_seq  BIGINT NOT NULL, -- of the oldest entry kept; 1 until retention removes some
    first_link BYTEA  NOT NULL, -- of the entry before it
    last_seq   BIGINT NOT NULL, -- 0 while the register is empty
    last_link  BYTEA  NOT NULL,
    proof      BYTEA  NOT NULL  -- of the four, so that nobody can cut the chain and say it was always so
);
