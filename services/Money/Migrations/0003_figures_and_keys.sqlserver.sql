-- Approved and not paid yet (in betaling), apart from what was paid.
ALTER TABLE year_cell ADD approved_cents bigint NOT NULL DEFAULT 0;

-- Every figure is made again.
UPDATE contract_year SET touched = touched + 1;
