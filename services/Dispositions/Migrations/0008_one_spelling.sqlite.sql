-- Product codes, references, identifications and declaration numbers in one spelling: capitals, no outer spaces. Where two spellings of one
-- key were let in before, one of them gets it and the other stays as it was sent: what is on record is on record.
UPDATE declaration_line SET reference_number = UPPER(TRIM(reference_number))
WHERE reference_number <> UPPER(TRIM(reference_number)) AND line_id IN (
    SELECT p.line_id FROM (
        SELECT line_id, ROW_NUMBER() OVER (
            PARTITION BY provider_id, UPPER(TRIM(reference_number)) ORDER BY CASE WHEN reference_number = UPPER(TRIM(reference_number)) THEN 0 ELSE 1 END, line_id) AS place
        FROM declaration_line) p
    WHERE p.place = 1);
UPDATE declaration_line SET previous_reference_number = UPPER(TRIM(previous_reference_number)) WHERE previous_reference_number IS NOT NULL;
UPDATE declaration_line SET code = UPPER(TRIM(code))
WHERE code <> UPPER(TRIM(code)) AND (credit = 1 OR credited = 1 OR line_id IN (
    SELECT p.line_id FROM (
        SELECT line_id, ROW_NUMBER() OVER (
            PARTITION BY allocation_id, UPPER(TRIM(code)), from_on, until_on ORDER BY CASE WHEN code = UPPER(TRIM(code)) THEN 0 ELSE 1 END, line_id) AS place
        FROM declaration_line WHERE credit = 0 AND credited = 0) p
    WHERE p.place = 1));
UPDATE used_identification SET identification = UPPER(TRIM(identification))
WHERE identification <> UPPER(TRIM(identification)) AND message_id IN (
    SELECT p.message_id FROM (
        SELECT message_id, ROW_NUMBER() OVER (
            PARTITION BY sender, kind, UPPER(TRIM(identification)) ORDER BY CASE WHEN identification = UPPER(TRIM(identification)) THEN 0 ELSE 1 END, message_id) AS place
        FROM used_identification) p
    WHERE p.place = 1);
UPDATE used_declaration_number SET declaration_number = UPPER(TRIM(declaration_number))
WHERE declaration_number <> UPPER(TRIM(declaration_number)) AND message_id IN (
    SELECT p.message_id FROM (
        SELECT message_id, ROW_NUMBER() OVER (
            PARTITION BY sender, UPPER(TRIM(declaration_number)) ORDER BY CASE WHEN declaration_number = UPPER(TRIM(declaration_number)) THEN 0 ELSE 1 END, message_id) AS place
        FROM used_declaration_number) p
    WHERE p.place = 1);

-- References that rejected lines used up (TR314).
CREATE TABLE rejected_reference (
    provider_id text NOT NULL,
    reference_number text NOT NULL,
    message_id text NOT NULL CONSTRAINT fk_rejected_reference_message REFERENCES message (message_id),
    CONSTRAINT pk_rejected_reference PRIMARY KEY (provider_id, reference_number)
);

-- Municipalities that the register knows or knew: only of them are dispositions recorded, and only for them are messages (TR378).
CREATE TABLE known_municipality (
    code text NOT NULL CONSTRAINT pk_known_municipality PRIMARY KEY
);

-- Why a youth of eighteen or older still gets youth help (verlengde jeugdhulp, Jeugdwet 1.1); empty under eighteen.
ALTER TABLE allocation ADD COLUMN extended_care text NOT NULL DEFAULT '';

-- The months that a provider declared to a municipality (TR318).
CREATE INDEX ix_message_declared ON message (provider_id, municipality_code, declared_month);
