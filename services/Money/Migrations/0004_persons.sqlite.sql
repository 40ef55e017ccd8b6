-- Which person of the region a client of a municipality is, as this service alone knows it: a keyed hash of what dispositions told under seal. No answer,
-- list or event has it. Every version, so that what was known at a moment can be asked.
CREATE TABLE person_of_client (
    client_pseudonym char(32) NOT NULL,
    version bigint NOT NULL,
    person char(64) NOT NULL,
    recorded_at datetimeoffset NOT NULL,
    CONSTRAINT pk_person_of_client PRIMARY KEY (client_pseudonym, version)
);
CREATE INDEX ix_allocation_client_pseudonym ON allocation (client_pseudonym, contract_id, starts_on);
