-- An allocation of a whole category has no code, volume, unit or frequency, and takes a line for each product in a period.
-- What uses a new column is compiled on its own: a batch knows only the columns that were there when it began.
ALTER TABLE allocation ADD kind varchar(10) NOT NULL CONSTRAINT df_allocation_kind DEFAULT 'specific';
ALTER TABLE allocation ALTER COLUMN unit varchar(2) NOT NULL;
ALTER TABLE allocation ALTER COLUMN frequency varchar(1) NOT NULL;
EXEC('UPDATE allocation SET kind = ''crisis'' WHERE category = ''46''');

ALTER TABLE declaration_line ADD code nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT df_declaration_line_code DEFAULT '';
EXEC('UPDATE declaration_line SET code = (SELECT a.code FROM allocation a WHERE a.allocation_id = declaration_line.allocation_id)');
DROP INDEX ux_declaration_line_open ON declaration_line;
EXEC('CREATE UNIQUE INDEX ux_declaration_line_open ON declaration_line (allocation_id, code, from_on, until_on) WHERE credit = 0 AND credited = 0');
