-- Keys that people and programs fill are told apart byte by byte, as SQLite does: with the catalog's own collation 'A-1' and 'a-1' are one.
ALTER TABLE answer DROP CONSTRAINT pk_answer;
ALTER TABLE inbox DROP CONSTRAINT pk_inbox;
DROP INDEX ix_inbox_consumer ON inbox;
ALTER TABLE lease DROP CONSTRAINT pk_lease;
ALTER TABLE answer ALTER COLUMN organisation nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL;
ALTER TABLE answer ALTER COLUMN method varchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL;
ALTER TABLE answer ALTER COLUMN request_id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL;
ALTER TABLE inbox ALTER COLUMN consumer varchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL;
ALTER TABLE lease ALTER COLUMN name varchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL;
ALTER TABLE answer ADD CONSTRAINT pk_answer PRIMARY KEY (organisation, method, request_id);
ALTER TABLE inbox ADD CONSTRAINT pk_inbox PRIMARY KEY (event_id, consumer);
CREATE INDEX ix_inbox_consumer ON inbox (consumer);
ALTER TABLE lease ADD CONSTRAINT pk_lease PRIMARY KEY (name);
ALTER TABLE migration DROP CONSTRAINT pk_migration;
ALTER TABLE migration ALTER COLUMN name varchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL;
ALTER TABLE migration ADD CONSTRAINT pk_migration PRIMARY KEY (name);
