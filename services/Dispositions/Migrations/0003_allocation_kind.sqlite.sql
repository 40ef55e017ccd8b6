-- An allocation of a whole category has no code, volume, unit or frequency, and takes a line for each product in a period.
ALTER TABLE allocation ADD COLUMN kind text NOT NULL DEFAULT 'specific';
UPDATE allocation SET kind = 'crisis' WHERE category = '46';

ALTER TABLE declaration_line ADD COLUMN code text NOT NULL DEFAULT '';
UPDATE declaration_line SET code = (SELECT a.code FROM allocation a WHERE a.allocation_id = declaration_line.allocation_id);
DROP INDEX ux_declaration_line_open;
CREATE UNIQUE INDEX ux_declaration_line_open ON declaration_line (allocation_id, code, from_on, until_on) WHERE credit = 0 AND credited = 0;
