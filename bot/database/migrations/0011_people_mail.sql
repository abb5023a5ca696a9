-- +goose Up
ALTER TABLE member ADD COLUMN mail TEXT NOT NULL DEFAULT ''; -- where a page reaches them; empty when not given
