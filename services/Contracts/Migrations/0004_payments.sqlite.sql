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
    proposed_by     varchar(200)   NOT NULL,
    proposed_at     datetimeoffset NOT NULL,
    approved_by     varchar(200)   NULL,
    approved_at     datetimeoffset NULL,
    paid_on         date           NULL,
    ended_at        datetimeoffset NULL,
    reason          varchar(500)   NULL
);
CREATE INDEX ix_payment_run_year ON payment_run (year, proposed_at);

-- The contracts that a run looked at, and how far the payments of each were then: an approval holds this against what they are by now.
CREATE TABLE payment_run_contract (
    run_id          char(36)       NOT NULL CONSTRAINT fk_payment_run_contract_run REFERENCES payment_run (run_id),
    contract_id     char(36)       NOT NULL,
    contract_number varchar(50)    NOT NULL,
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
    lot_id          varchar(10)    NOT NULL,
    contract_number varchar(50)    NOT NULL,
    code            varchar(50)    NOT NULL,
    text            varchar(1000)  NOT NULL,
    CONSTRAINT pk_payment_run_omission PRIMARY KEY (run_id, contract_id, lot_id)
);

-- Numbered by municipality, provider, contract and key: the order of the payment file.
CREATE TABLE payment_line (
    run_id            char(36)     NOT NULL CONSTRAINT fk_payment_line_run REFERENCES payment_run (run_id),
    line_number       bigint       NOT NULL,
    contract_id       char(36)     NOT NULL,
    year              int          NOT NULL,
    lot_id            varchar(10)  NOT NULL,
    provider_id       varchar(36)  NOT NULL,
    municipality_code char(4)      NOT NULL,
    payment_key       varchar(150) NOT NULL,
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
    contract_number   varchar(50)    NOT NULL,
    provider_id       char(36)       NOT NULL,
    year              int            NOT NULL,
    lot_id            varchar(10)    NOT NULL,
    payment_key       varchar(150)   NOT NULL,
    municipality_code char(4)        NOT NULL,
    disputed_cents    bigint         NOT NULL,
    amount_cents      bigint         NOT NULL,
    status            varchar(10)    NOT NULL,
    reason            varchar(1000)  NOT NULL,
    opened_by         varchar(200)   NOT NULL,
    opened_at         datetimeoffset NOT NULL,
    resolved_by       varchar(200)   NULL,
    resolved_at       datetimeoffset NULL,
    note              varchar(1000)  NULL
);
CREATE INDEX ix_dispute_contract_id ON dispute (contract_id, year);
