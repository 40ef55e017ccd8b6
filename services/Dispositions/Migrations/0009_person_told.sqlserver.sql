-- The version that money was told which person of the region this client is; 0 before it was told.
ALTER TABLE client ADD person_told bigint NOT NULL CONSTRAINT df_client_person_told DEFAULT 0;
CREATE INDEX ix_client_person_told ON client (person_told, pseudonym);
