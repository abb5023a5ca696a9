-- +goose Up
-- How often a network has asked to wait, or could not be reached: after too often a delivery is given up. Attempts do not tell, since those
-- that a dying process made are among them.
ALTER TABLE delivery ADD COLUMN delays BIGINT NOT NULL DEFAULT 0;
