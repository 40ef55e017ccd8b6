-- One provider to a KvK number. Where two were let in before, the first has it; the second stays on record as it is.
ALTER TABLE provider ALTER COLUMN kvk_number char(8) COLLATE Latin1_General_100_BIN2 NOT NULL;
ALTER TABLE provider ADD kvk_key nvarchar(8) COLLATE Latin1_General_100_BIN2 NULL;
EXEC('UPDATE provider SET kvk_key = kvk_number WHERE provider_id IN (SELECT MIN(provider_id) FROM provider GROUP BY kvk_number)');
EXEC('CREATE UNIQUE INDEX ux_provider_kvk_key ON provider (kvk_key) WHERE kvk_key IS NOT NULL');
