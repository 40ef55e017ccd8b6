-- What the settlement needs of a line beside its amount. Filled again from the log after this; until then empty.
ALTER TABLE ledger_line ADD accepted_at datetimeoffset NULL;
ALTER TABLE ledger_line ADD provider_id char(36) NULL;
ALTER TABLE ledger_line ADD allocation_id char(36) NULL;
ALTER TABLE ledger_line ADD client_pseudonym varchar(64) NULL;
ALTER TABLE ledger_line ADD allocation_kind varchar(10) NULL;

-- Every report of care that started or stopped, and every withdrawal of one, as it was told: what they mean together is worked out when it is asked.
CREATE TABLE care (
    event_id          char(36)       NOT NULL CONSTRAINT pk_care PRIMARY KEY,
    report_id         char(36)       NOT NULL,
    is_stop           bit            NOT NULL,
    allocation_id     char(36)       NOT NULL,
    contract_id       char(36)       NOT NULL,
    provider_id       char(36)       NOT NULL,
    product_id        varchar(10)    NOT NULL,
    municipality_code char(4)        NOT NULL,
    client_pseudonym  varchar(64)    NOT NULL,
    started_on        date           NOT NULL,
    stopped_on        date           NULL,
    reason            varchar(10)    NULL,
    is_withdrawn      bit            NOT NULL,
    recorded_at       datetimeoffset NOT NULL
);
CREATE INDEX ix_care_contract_id ON care (contract_id);

-- Every version of an allocation (toewijzing), so that what was known at a moment can be asked.
CREATE TABLE allocation (
    allocation_id     char(36)       NOT NULL,
    version           bigint         NOT NULL,
    contract_id       char(36)       NOT NULL,
    provider_id       char(36)       NOT NULL,
    product_id        varchar(10)    NOT NULL,
    category          varchar(10)    NOT NULL,
    kind              varchar(10)    NOT NULL,
    municipality_code char(4)        NOT NULL,
    client_pseudonym  varchar(64)    NOT NULL,
    volume            bigint         NOT NULL,
    unit              char(2)        NOT NULL,
    frequency         varchar(10)    NOT NULL,
    starts_on         date           NOT NULL,
    ends_on           date           NULL,
    is_removed        bit            NOT NULL,
    recorded_at       datetimeoffset NOT NULL,
    CONSTRAINT pk_allocation PRIMARY KEY (allocation_id, version)
);
CREATE INDEX ix_allocation_contract_id ON allocation (contract_id);

-- What people record for a settlement: once, never changed; a newer one replaces it or it is withdrawn, and both moments stay. Empty ids: of the region, of every lot.
CREATE TABLE settlement_fact (
    fact_id           char(36)       NOT NULL CONSTRAINT pk_settlement_fact PRIMARY KEY,
    contract_id       char(36)       NULL,
    lot_id            nvarchar(10)   NOT NULL,
    kind              varchar(30)    NOT NULL,
    year              int            NULL,
    document          nvarchar(max)           NOT NULL,
    recorded_at       datetimeoffset NOT NULL,
    recorded_by       nvarchar(200)  NOT NULL,
    withdrawn_at      datetimeoffset NULL,
    withdrawn_by      nvarchar(200)  NULL,
    withdrawn_reason  nvarchar(500)   NULL
);
CREATE INDEX ix_settlement_fact_contract_id ON settlement_fact (contract_id, kind);
