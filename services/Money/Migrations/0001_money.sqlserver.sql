-- Signed contracts as their events told them: the newest version to search and to list, every version whole to settle by what was known at a moment.
CREATE TABLE known_contract (
    contract_id   char(36) NOT NULL CONSTRAINT pk_known_contract PRIMARY KEY,
    version       bigint NOT NULL,
    number        nvarchar(50) NOT NULL,
    number_key    nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    provider_id   char(36) NOT NULL,
    provider_name nvarchar(200) NOT NULL,
    starts_on     date NOT NULL,
    ends_on       date NOT NULL,
    search_text   nvarchar(500) NOT NULL
);
CREATE INDEX ix_known_contract_provider_id ON known_contract (provider_id);
CREATE INDEX ix_known_contract_number_key ON known_contract (number_key, contract_id);

CREATE TABLE known_contract_version (
    contract_id char(36) NOT NULL,
    version     bigint NOT NULL,
    recorded_at datetimeoffset NOT NULL,
    document    nvarchar(max) NOT NULL,
    CONSTRAINT pk_known_contract_version PRIMARY KEY (contract_id, version)
);

CREATE TABLE known_contract_lot (
    contract_id   char(36) NOT NULL,
    lot_id        nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    funding_model varchar(30) NOT NULL,
    CONSTRAINT pk_known_contract_lot PRIMARY KEY (contract_id, lot_id)
);

CREATE TABLE known_contract_budget (
    contract_id  char(36) NOT NULL,
    year         int NOT NULL,
    budget_cents bigint NOT NULL,
    CONSTRAINT pk_known_contract_budget PRIMARY KEY (contract_id, year)
);

CREATE TABLE known_provider (
    provider_id char(36) NOT NULL CONSTRAINT pk_known_provider PRIMARY KEY,
    version     bigint NOT NULL,
    name        nvarchar(200) NOT NULL
);

CREATE TABLE known_municipality (
    code      char(4) COLLATE Latin1_General_100_BIN2 NOT NULL,
    starts_on date NOT NULL,
    ends_on   date NULL,
    version   bigint NOT NULL,
    name      nvarchar(100) NOT NULL,
    CONSTRAINT pk_known_municipality PRIMARY KEY (code, starts_on)
);

-- Every accepted line (prestatie), as it was judged.
CREATE TABLE ledger_line (
    line_id                   char(36)     NOT NULL CONSTRAINT pk_ledger_line PRIMARY KEY,
    event_id                  char(36)     NOT NULL,
    contract_id               char(36)     NOT NULL,
    contract_version          bigint       NOT NULL,
    product_id                varchar(10)  NOT NULL,
    municipality_code         char(4)      NOT NULL,
    month                     char(7)      NOT NULL,
    starts_on                 date         NOT NULL,
    ends_on                   date         NOT NULL,
    reference_number          nvarchar(50)  NOT NULL,
    previous_reference_number nvarchar(50)  NULL,
    is_credit                 bit          NOT NULL,
    volume                    bigint       NOT NULL,
    unit                      char(2)      NOT NULL,
    amount_cents              bigint       NOT NULL,
    rate_e8                   bigint       NOT NULL,
    rate_unit                 char(2)      NOT NULL,
    rounding_rule             varchar(30)  NOT NULL,
    accepted_at               datetimeoffset NULL,
    provider_id               char(36) NULL,
    allocation_id             char(36) NULL,
    client_pseudonym          varchar(64) NULL,
    allocation_kind           varchar(10) NULL
);
CREATE INDEX ix_ledger_line_contract_id ON ledger_line (contract_id, month);

-- Debits less credits, kept up line by line, so that one more line costs the same however many came before.
CREATE TABLE ledger_sum (
    contract_id       char(36)    NOT NULL,
    month             char(7) COLLATE Latin1_General_100_BIN2 NOT NULL,
    product_id        varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    municipality_code char(4) COLLATE Latin1_General_100_BIN2 NOT NULL,
    unit              char(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    volume            bigint      NOT NULL,
    amount_cents      bigint      NOT NULL,
    line_count        bigint      NOT NULL,
    CONSTRAINT pk_ledger_sum PRIMARY KEY (contract_id, month, product_id, municipality_code, unit)
);

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

-- A payment run (betaalbaarstelling). Its lines never change after the proposal; what changes is its status.
CREATE TABLE payment_run (
    run_id          char(36)       NOT NULL CONSTRAINT pk_payment_run PRIMARY KEY,
    version         bigint         NOT NULL,
    year            int            NOT NULL,
    until_on        date           NOT NULL,
    as_of           datetimeoffset NOT NULL,
    status          varchar(10)    NOT NULL,
    is_selection    bit            NOT NULL,
    total_cents     bigint         NOT NULL,
    line_count      bigint         NOT NULL,
    disputed_cents  bigint         NOT NULL,
    proposed_by     nvarchar(200)   NOT NULL,
    proposed_at     datetimeoffset NOT NULL,
    approved_by     nvarchar(200)   NULL,
    approved_at     datetimeoffset NULL,
    paid_on         date           NULL,
    ended_at        datetimeoffset NULL,
    reason          nvarchar(500)   NULL
);
CREATE INDEX ix_payment_run_year ON payment_run (year, proposed_at);

-- The contracts that a run looked at, and how far the payments of each were then: an approval holds this against what they are by now.
CREATE TABLE payment_run_contract (
    run_id          char(36)       NOT NULL CONSTRAINT fk_payment_run_contract_run REFERENCES payment_run (run_id),
    contract_id     char(36)       NOT NULL,
    contract_number nvarchar(50)    NOT NULL,
    provider_id     char(36)       NOT NULL,
    until_on        date           NOT NULL,
    line_count      bigint         NOT NULL,
    payment_count   bigint         NOT NULL,
    advanced_cents  bigint         NOT NULL,
    disputed_cents  bigint         NOT NULL,
    CONSTRAINT pk_payment_run_contract PRIMARY KEY (run_id, contract_id)
);

CREATE TABLE payment_run_omission (
    run_id          char(36)       NOT NULL CONSTRAINT fk_payment_run_omission_run REFERENCES payment_run (run_id),
    contract_id     char(36)       NOT NULL,
    lot_id          nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    contract_number nvarchar(50)    NOT NULL,
    code            varchar(50)    NOT NULL,
    text            nvarchar(1000)  NOT NULL,
    CONSTRAINT pk_payment_run_omission PRIMARY KEY (run_id, contract_id, lot_id)
);

-- Numbered by municipality, provider, contract and key: the order of the payment file.
CREATE TABLE payment_line (
    run_id            char(36)     NOT NULL CONSTRAINT fk_payment_line_run REFERENCES payment_run (run_id),
    line_number       bigint       NOT NULL,
    contract_id       char(36)     NOT NULL,
    year              int          NOT NULL,
    lot_id            nvarchar(10)  NOT NULL,
    provider_id       varchar(36)  NOT NULL,
    municipality_code char(4)      NOT NULL,
    payment_key       nvarchar(150) NOT NULL,
    settled_cents     bigint       NOT NULL,
    before_cents      bigint       NOT NULL,
    disputed_cents    bigint       NOT NULL,
    cents             bigint       NOT NULL,
    is_difference     bit          NOT NULL,
    CONSTRAINT pk_payment_line PRIMARY KEY (run_id, line_number)
);
CREATE INDEX ix_payment_line_contract_id ON payment_line (contract_id, year);

-- How often something happened to the payments of a contract in a year: an approval, a reversal, a dispute.
CREATE TABLE payment_account (
    contract_id   char(36) NOT NULL,
    year          int      NOT NULL,
    payment_count bigint   NOT NULL,
    CONSTRAINT pk_payment_account PRIMARY KEY (contract_id, year)
);

CREATE TABLE dispute (
    dispute_id        char(36)       NOT NULL CONSTRAINT pk_dispute PRIMARY KEY,
    version           bigint         NOT NULL,
    contract_id       char(36)       NOT NULL,
    contract_number   nvarchar(50)    NOT NULL,
    provider_id       char(36)       NOT NULL,
    year              int            NOT NULL,
    lot_id            nvarchar(10)    NOT NULL,
    payment_key       nvarchar(150)   NOT NULL,
    municipality_code char(4)        NOT NULL,
    disputed_cents    bigint         NOT NULL,
    amount_cents      bigint         NOT NULL,
    status            varchar(10)    NOT NULL,
    reason            nvarchar(1000)  NOT NULL,
    opened_by         nvarchar(200)   NOT NULL,
    opened_at         datetimeoffset NOT NULL,
    resolved_by       nvarchar(200)   NULL,
    resolved_at       datetimeoffset NULL,
    note              nvarchar(1000)  NULL
);
CREATE INDEX ix_dispute_contract_id ON dispute (contract_id, year);

-- Figures of every contract and year, made from what was recorded and kept up; pages and exports add these up.
CREATE TABLE contract_year (
    contract_id char(36) NOT NULL,
    year        int      NOT NULL,
    touched     bigint   NOT NULL,
    computed    bigint   NOT NULL,
    computed_on date     NOT NULL,
    CONSTRAINT pk_contract_year PRIMARY KEY (year, contract_id)
);

CREATE TABLE settled_cell (
    contract_id       char(36)    NOT NULL,
    year              int         NOT NULL,
    lot_id            nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    month             int         NOT NULL,
    municipality_code varchar(4)   COLLATE Latin1_General_100_BIN2 NOT NULL,
    product_id        varchar(10)  COLLATE Latin1_General_100_BIN2 NOT NULL,
    unit              varchar(2)   COLLATE Latin1_General_100_BIN2 NOT NULL,
    volume            bigint      NOT NULL,
    line_count        bigint      NOT NULL,
    awarded_cents     bigint      NOT NULL,
    settled_cents     bigint      NOT NULL,
    CONSTRAINT pk_settled_cell PRIMARY KEY (year, contract_id, lot_id, month, municipality_code, product_id, unit)
);

-- The months of a year added up, so that a page of a whole region does not add them up again.
CREATE TABLE lot_year (
    contract_id       char(36)    NOT NULL,
    year              int         NOT NULL,
    lot_id            nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    municipality_code varchar(4) COLLATE Latin1_General_100_BIN2 NOT NULL,
    awarded_cents     bigint      NOT NULL,
    settled_cents     bigint      NOT NULL,
    line_count        bigint      NOT NULL,
    CONSTRAINT pk_lot_year PRIMARY KEY (year, contract_id, lot_id, municipality_code)
);

CREATE TABLE year_cell (
    contract_id       char(36)    NOT NULL,
    year              int         NOT NULL,
    lot_id            nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    municipality_code varchar(4)   COLLATE Latin1_General_100_BIN2 NOT NULL,
    provider_id       char(36)    NOT NULL,
    due_cents         bigint      NOT NULL,
    paid_cents        bigint      NOT NULL,
    disputed_cents    bigint      NOT NULL,
    committed_cents   bigint      NOT NULL,
    expected_cents    bigint      NOT NULL,
    CONSTRAINT pk_year_cell PRIMARY KEY (year, contract_id, lot_id, municipality_code, provider_id)
);

CREATE TABLE cell_omission (
    contract_id char(36)     NOT NULL,
    year        int          NOT NULL,
    lot_id      nvarchar(10)   COLLATE Latin1_General_100_BIN2 NOT NULL,
    code        varchar(60)  NOT NULL,
    text        nvarchar(2000) NOT NULL,
    CONSTRAINT pk_cell_omission PRIMARY KEY (year, contract_id, lot_id)
);

-- Where lots stand in a year: what their model makes worth knowing, for the review.
CREATE TABLE lot_mark (
    contract_id char(36) NOT NULL,
    year        int      NOT NULL,
    lot_id      nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name        varchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    value       bigint   NOT NULL,
    CONSTRAINT pk_lot_mark PRIMARY KEY (year, contract_id, lot_id, name)
);
