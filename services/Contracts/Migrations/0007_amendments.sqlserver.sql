-- Since when and by which article a version is different; drafts and signatures have neither.
ALTER TABLE contract_version ADD effective_from date NULL;
ALTER TABLE contract_version ADD clause nvarchar(200) NULL;
ALTER TABLE contract_version ADD override_reason nvarchar(500) NULL;
