-- Who recorded that a run was paid, and the version of each contract that it was worked out with.
ALTER TABLE payment_run ADD COLUMN paid_by varchar(200) NULL;
ALTER TABLE payment_run_contract ADD COLUMN contract_version bigint NOT NULL DEFAULT 0;

-- Days outside an allocation and days to come count no more: every figure is made again.
UPDATE contract_year SET touched = touched + 1;
