-- What a provider states counts at once, or once a buyer confirmed it.
ALTER TABLE settlement_fact ADD COLUMN needs_check bit NOT NULL DEFAULT 0;
ALTER TABLE settlement_fact ADD COLUMN confirmed_at datetimeoffset NULL;
ALTER TABLE settlement_fact ADD COLUMN confirmed_by varchar(200) NULL;
