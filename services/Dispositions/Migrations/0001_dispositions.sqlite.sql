CREATE TABLE client (
    pseudonym text NOT NULL CONSTRAINT pk_client PRIMARY KEY,
    municipality_code text NOT NULL,
    bsn_hash text NOT NULL,
    person blob NOT NULL,
    recorded_at text NOT NULL,
    changed_at text NOT NULL
);
CREATE UNIQUE INDEX ux_client_bsn ON client (bsn_hash, municipality_code);

CREATE TABLE client_read (
    read_id text NOT NULL CONSTRAINT pk_client_read PRIMARY KEY,
    pseudonym text NULL,
    message_id text NULL,
    actor text NOT NULL,
    purpose text NOT NULL,
    read_at text NOT NULL
);
CREATE INDEX ix_client_read_pseudonym ON client_read (pseudonym, read_at);
CREATE INDEX ix_client_read_message ON client_read (message_id, read_at);

CREATE TABLE disposition (
    disposition_id text NOT NULL CONSTRAINT pk_disposition PRIMARY KEY,
    version integer NOT NULL,
    number text NOT NULL,
    municipality_code text NOT NULL,
    issued_on text NOT NULL,
    referrer text NOT NULL,
    forced integer NOT NULL,
    client_pseudonym text NOT NULL CONSTRAINT fk_disposition_client REFERENCES client (pseudonym),
    recorded_at text NOT NULL
);
CREATE UNIQUE INDEX ux_disposition_number ON disposition (municipality_code, number);
CREATE INDEX ix_disposition_client ON disposition (client_pseudonym);
CREATE INDEX ix_disposition_recorded ON disposition (recorded_at, disposition_id);

CREATE TABLE allocation (
    allocation_id text NOT NULL CONSTRAINT pk_allocation PRIMARY KEY,
    version integer NOT NULL,
    number integer NOT NULL,
    disposition_id text NOT NULL CONSTRAINT fk_allocation_disposition REFERENCES disposition (disposition_id),
    municipality_code text NOT NULL,
    client_pseudonym text NOT NULL CONSTRAINT fk_allocation_client REFERENCES client (pseudonym),
    contract_id text NOT NULL,
    contract_number text NOT NULL,
    provider_id text NOT NULL,
    provider_agb_code text NOT NULL,
    product_id text NOT NULL,
    category text NOT NULL,
    code text NOT NULL,
    variant text NOT NULL,
    volume integer NOT NULL,
    unit text NOT NULL,
    frequency text NOT NULL,
    starts_on text NOT NULL,
    ends_on text NULL,
    status text NOT NULL,
    used_volume integer NOT NULL,
    declared_cents integer NOT NULL,
    allocated_at text NOT NULL,
    started_on text NULL,
    stopped_on text NULL,
    stop_reason text NULL
);
CREATE UNIQUE INDEX ux_allocation_number ON allocation (municipality_code, number);
CREATE INDEX ix_allocation_client ON allocation (client_pseudonym, provider_id);
CREATE INDEX ix_allocation_disposition ON allocation (disposition_id);
CREATE INDEX ix_allocation_contract ON allocation (contract_id, allocated_at);
CREATE INDEX ix_allocation_provider ON allocation (provider_id, allocated_at);

CREATE TABLE known_provider (
    provider_id text NOT NULL CONSTRAINT pk_known_provider PRIMARY KEY,
    version integer NOT NULL,
    agb_code text NULL
);
CREATE INDEX ix_known_provider_agb ON known_provider (agb_code);

-- One row per provider: updating it first makes all judging and withdrawing of that provider's allocations queue up.
CREATE TABLE provider_turn (
    provider_id text NOT NULL CONSTRAINT pk_provider_turn PRIMARY KEY,
    taken_at text NOT NULL
);
