CREATE TABLE client (
    pseudonym char(32) NOT NULL CONSTRAINT pk_client PRIMARY KEY,
    municipality_code char(4) NOT NULL,
    bsn_hash char(64) NOT NULL,
    person varbinary(max) NOT NULL,
    recorded_at datetimeoffset(7) NOT NULL,
    changed_at datetimeoffset(7) NOT NULL
);
CREATE UNIQUE INDEX ux_client_bsn ON client (bsn_hash, municipality_code);

CREATE TABLE client_read (
    read_id char(36) NOT NULL CONSTRAINT pk_client_read PRIMARY KEY,
    pseudonym char(32) NULL,
    message_id char(36) NULL,
    actor varchar(100) NOT NULL,
    purpose nvarchar(200) NOT NULL,
    read_at datetimeoffset(7) NOT NULL
);
CREATE INDEX ix_client_read_pseudonym ON client_read (pseudonym, read_at);
CREATE INDEX ix_client_read_message ON client_read (message_id, read_at);

CREATE TABLE disposition (
    disposition_id char(36) NOT NULL CONSTRAINT pk_disposition PRIMARY KEY,
    version bigint NOT NULL,
    number nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    municipality_code char(4) NOT NULL,
    issued_on date NOT NULL,
    referrer varchar(40) NOT NULL,
    forced bit NOT NULL,
    client_pseudonym char(32) NOT NULL CONSTRAINT fk_disposition_client REFERENCES client (pseudonym),
    recorded_at datetimeoffset(7) NOT NULL
);
CREATE UNIQUE INDEX ux_disposition_number ON disposition (municipality_code, number);
CREATE INDEX ix_disposition_client ON disposition (client_pseudonym);
CREATE INDEX ix_disposition_recorded ON disposition (recorded_at, disposition_id);

CREATE TABLE allocation (
    allocation_id char(36) NOT NULL CONSTRAINT pk_allocation PRIMARY KEY,
    version bigint NOT NULL,
    number bigint NOT NULL,
    disposition_id char(36) NOT NULL CONSTRAINT fk_allocation_disposition REFERENCES disposition (disposition_id),
    municipality_code char(4) NOT NULL,
    client_pseudonym char(32) NOT NULL CONSTRAINT fk_allocation_client REFERENCES client (pseudonym),
    contract_id char(36) NOT NULL,
    contract_number nvarchar(100) NOT NULL,
    provider_id char(36) NOT NULL,
    provider_agb_code char(8) NOT NULL,
    product_id varchar(20) NOT NULL,
    category varchar(2) NOT NULL,
    code varchar(40) NOT NULL,
    variant varchar(10) NOT NULL,
    volume bigint NOT NULL,
    unit char(2) NOT NULL,
    frequency char(1) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NULL,
    status varchar(20) NOT NULL,
    used_volume bigint NOT NULL,
    declared_cents bigint NOT NULL,
    allocated_at datetimeoffset(7) NOT NULL,
    started_on date NULL,
    stopped_on date NULL,
    stop_reason char(2) NULL
);
CREATE UNIQUE INDEX ux_allocation_number ON allocation (municipality_code, number);
CREATE INDEX ix_allocation_client ON allocation (client_pseudonym, provider_id);
CREATE INDEX ix_allocation_disposition ON allocation (disposition_id);
CREATE INDEX ix_allocation_contract ON allocation (contract_id, allocated_at);
CREATE INDEX ix_allocation_provider ON allocation (provider_id, allocated_at);

CREATE TABLE known_provider (
    provider_id char(36) NOT NULL CONSTRAINT pk_known_provider PRIMARY KEY,
    version bigint NOT NULL,
    agb_code char(8) NULL
);
CREATE INDEX ix_known_provider_agb ON known_provider (agb_code);

-- One row per provider: updating it first makes all judging and withdrawing of that provider's allocations queue up.
CREATE TABLE provider_turn (
    provider_id char(36) NOT NULL CONSTRAINT pk_provider_turn PRIMARY KEY,
    taken_at datetimeoffset(7) NOT NULL
);
