-- One provider to a KvK number. Where two were let in before, the first has it; the second stays on record as it is.
ALTER TABLE provider ADD COLUMN kvk_key char(8) NULL;
UPDATE provider SET kvk_key = kvk_number WHERE provider_id IN (SELECT MIN(provider_id) FROM provider GROUP BY kvk_number);
CREATE UNIQUE INDEX ux_provider_kvk_key ON provider (kvk_key) WHERE kvk_key IS NOT NULL;
