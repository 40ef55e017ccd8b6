-- Product codes, references, identifications and declaration numbers in one spelling: capitals, no outer spaces. Where two spellings of one
-- key were let in before, one of them gets it and the other stays as it was sent: what is on record is on record. The point that is added
-- in comparisons keeps outer spaces from being overlooked.
WITH typed AS (
    SELECT reference_number, provider_id, line_id, TRANSLATE(TRIM(reference_number), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS spelling
    FROM declaration_line
), spelled AS (
    SELECT reference_number, spelling, ROW_NUMBER() OVER (PARTITION BY provider_id, spelling ORDER BY CASE WHEN reference_number + '.' = spelling + '.' THEN 0 ELSE 1 END, line_id) AS place
    FROM typed
)
UPDATE spelled SET reference_number = spelling WHERE place = 1 AND reference_number + '.' <> spelling + '.';
UPDATE declaration_line SET previous_reference_number = TRANSLATE(TRIM(previous_reference_number), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
WHERE previous_reference_number IS NOT NULL;
WITH typed AS (
    SELECT code, allocation_id, from_on, until_on, line_id, TRANSLATE(TRIM(code), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS spelling
    FROM declaration_line WHERE credit = 0 AND credited = 0
), spelled AS (
    SELECT code, spelling, ROW_NUMBER() OVER (PARTITION BY allocation_id, from_on, until_on, spelling ORDER BY CASE WHEN code + '.' = spelling + '.' THEN 0 ELSE 1 END, line_id) AS place
    FROM typed
)
UPDATE spelled SET code = spelling WHERE place = 1 AND code + '.' <> spelling + '.';
UPDATE declaration_line SET code = TRANSLATE(TRIM(code), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') WHERE credit = 1 OR credited = 1;
WITH typed AS (
    SELECT identification, sender, kind, message_id, TRANSLATE(TRIM(identification), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS spelling
    FROM used_identification
), spelled AS (
    SELECT identification, spelling, ROW_NUMBER() OVER (PARTITION BY sender, kind, spelling ORDER BY CASE WHEN identification + '.' = spelling + '.' THEN 0 ELSE 1 END, message_id) AS place
    FROM typed
)
UPDATE spelled SET identification = spelling WHERE place = 1 AND identification + '.' <> spelling + '.';
WITH typed AS (
    SELECT declaration_number, sender, message_id, TRANSLATE(TRIM(declaration_number), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS spelling
    FROM used_declaration_number
), spelled AS (
    SELECT declaration_number, spelling, ROW_NUMBER() OVER (PARTITION BY sender, spelling ORDER BY CASE WHEN declaration_number + '.' = spelling + '.' THEN 0 ELSE 1 END, message_id) AS place
    FROM typed
)
UPDATE spelled SET declaration_number = spelling WHERE place = 1 AND declaration_number + '.' <> spelling + '.';

-- References that rejected lines used up (TR314).
CREATE TABLE rejected_reference (
    provider_id char(36) NOT NULL,
    reference_number nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    message_id char(36) NOT NULL CONSTRAINT fk_rejected_reference_message REFERENCES message (message_id),
    CONSTRAINT pk_rejected_reference PRIMARY KEY (provider_id, reference_number)
);

-- Municipalities that the register knows or knew: only of them are dispositions recorded, and only for them are messages (TR378).
CREATE TABLE known_municipality (
    code char(4) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_known_municipality PRIMARY KEY
);

-- Why a youth of eighteen or older still gets youth help (verlengde jeugdhulp, Jeugdwet 1.1); empty under eighteen.
ALTER TABLE allocation ADD extended_care varchar(20) NOT NULL CONSTRAINT df_allocation_extended_care DEFAULT '';

-- The months that a provider declared to a municipality (TR318).
CREATE INDEX ix_message_declared ON message (provider_id, municipality_code, declared_month);
