-- Keys that people and programs fill are told apart byte by byte, as SQLite does: with the catalog's own collation 'A-1' and 'a-1' are one.
DROP INDEX ux_provider_agb_code ON provider;
ALTER TABLE municipality DROP CONSTRAINT pk_municipality;
ALTER TABLE provider ALTER COLUMN agb_code char(8) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE municipality ALTER COLUMN code char(4) COLLATE Latin1_General_100_BIN2 NOT NULL;
CREATE UNIQUE INDEX ux_provider_agb_code ON provider (agb_code) WHERE agb_code IS NOT NULL;
ALTER TABLE municipality ADD CONSTRAINT pk_municipality PRIMARY KEY (code, starts_on);
