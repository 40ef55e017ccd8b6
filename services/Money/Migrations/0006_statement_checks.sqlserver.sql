-- What a provider states counts at once, or once a buyer confirmed it.
ALTER TABLE settlement_fact ADD needs_check bit NOT NULL DEFAULT 0;
ALTER TABLE settlement_fact ADD confirmed_at datetimeoffset NULL;
ALTER TABLE settlement_fact ADD confirmed_by nvarchar(200) NULL;
