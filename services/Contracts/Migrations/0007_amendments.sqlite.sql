-- Since when and by which article a version is different; drafts and signatures have neither.
ALTER TABLE contract_version ADD COLUMN effective_from text NULL;
ALTER TABLE contract_version ADD COLUMN clause text NULL;
ALTER TABLE contract_version ADD COLUMN override_reason text NULL;
