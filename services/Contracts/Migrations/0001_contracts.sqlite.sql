CREATE TABLE contract (
    contract_id       char(36)     NOT NULL CONSTRAINT pk_contract PRIMARY KEY,
    version           bigint       NOT NULL,
    number            varchar(50)  NOT NULL,
    number_key        varchar(50)  NOT NULL,
    title             varchar(200) NOT NULL,
    provider_id       char(36)     NULL,
    provider_name     varchar(200) NULL,
    provider_agb_code char(8)      NULL,
    status            varchar(10)  NOT NULL,
    starts_on         date         NOT NULL,
    ends_on           date         NOT NULL,
    signed_on         date         NULL,
    product_count     bigint       NOT NULL,
    search_text       varchar(500) NOT NULL,
    CONSTRAINT ux_contract_number_key UNIQUE (number_key)
);
CREATE INDEX ix_contract_provider_id ON contract (provider_id);
CREATE INDEX ix_contract_provider_agb_code ON contract (provider_agb_code);

-- Every version whole and for ever: valid time is in the document, recorded time is here.
CREATE TABLE contract_version (
    contract_id char(36)       NOT NULL CONSTRAINT fk_contract_version_contract REFERENCES contract (contract_id),
    version     bigint         NOT NULL,
    status      varchar(10)    NOT NULL,
    recorded_at datetimeoffset NOT NULL,
    reason      varchar(500)   NULL,
    document    text           NOT NULL,
    CONSTRAINT pk_contract_version PRIMARY KEY (contract_id, version)
);

-- Of the newest version, to search and to sum by.
CREATE TABLE contract_buyer (
    contract_id       char(36) NOT NULL CONSTRAINT fk_contract_buyer_contract REFERENCES contract (contract_id),
    municipality_code char(4)  NOT NULL,
    starts_on         date     NOT NULL,
    ends_on           date     NULL,
    CONSTRAINT pk_contract_buyer PRIMARY KEY (contract_id, municipality_code, starts_on)
);
CREATE INDEX ix_contract_buyer_municipality_code ON contract_buyer (municipality_code, contract_id);

CREATE TABLE contract_budget (
    contract_id  char(36) NOT NULL CONSTRAINT fk_contract_budget_contract REFERENCES contract (contract_id),
    year         int      NOT NULL,
    budget_cents bigint   NOT NULL,
    CONSTRAINT pk_contract_budget PRIMARY KEY (contract_id, year)
);

CREATE TABLE known_provider (
    provider_id char(36)     NOT NULL CONSTRAINT pk_known_provider PRIMARY KEY,
    version     bigint       NOT NULL,
    name        varchar(200) NOT NULL,
    agb_code    char(8)      NULL
);
CREATE INDEX ix_known_provider_agb_code ON known_provider (agb_code);

CREATE TABLE known_municipality (
    code      char(4)      NOT NULL,
    starts_on date         NOT NULL,
    ends_on   date         NULL,
    version   bigint       NOT NULL,
    name      varchar(100) NOT NULL,
    CONSTRAINT pk_known_municipality PRIMARY KEY (code, starts_on)
);

CREATE TABLE known_indicator (
    code    varchar(50) NOT NULL CONSTRAINT pk_known_indicator PRIMARY KEY,
    version bigint      NOT NULL,
    kind    varchar(20) NOT NULL
);
