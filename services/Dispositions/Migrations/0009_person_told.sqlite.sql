-- The version that money was told which person of the region this client is; 0 before it was told.
ALTER TABLE client ADD COLUMN person_told bigint NOT NULL DEFAULT 0;
CREATE INDEX ix_client_person_told ON client (person_told, pseudonym);
