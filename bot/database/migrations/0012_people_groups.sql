-- +goose Up
ALTER TABLE member ADD COLUMN lent TEXT NOT NULL DEFAULT '{}'; -- roles that platform groups lend, by platform, with when the platform last said so
