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
    lot_id            varchar(10) NOT NULL,
    month             int         NOT NULL,
    municipality_code varchar(4)  NOT NULL,
    product_id        varchar(10) NOT NULL,
    unit              varchar(2)  NOT NULL,
    volume            bigint      NOT NULL,
    line_count        bigint      NOT NULL,
    awarded_cents     bigint      NOT NULL,
    settled_cents     bigint      NOT NULL,
    CONSTRAINT pk_settled_cell PRIMARY KEY (year, contract_id, lot_id, month, municipality_code, product_id, unit)
);

CREATE TABLE year_cell (
    contract_id       char(36)    NOT NULL,
    year              int         NOT NULL,
    lot_id            varchar(10) NOT NULL,
    municipality_code varchar(4)  NOT NULL,
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
    lot_id      varchar(10)  NOT NULL,
    code        varchar(60)  NOT NULL,
    text        varchar(2000) NOT NULL,
    CONSTRAINT pk_cell_omission PRIMARY KEY (year, contract_id, lot_id)
);

-- Contracts that were signed before: all of their years are to be made.
INSERT INTO contract_year (contract_id, year, touched, computed, computed_on)
WITH RECURSIVE years (year) AS (SELECT 2015 UNION ALL SELECT year + 1 FROM years WHERE year < 2110)
SELECT c.contract_id, years.year, 1, 0, '0001-01-01'
FROM contract c JOIN years ON years.year BETWEEN CAST(substr(c.starts_on, 1, 4) AS integer) AND CAST(substr(c.ends_on, 1, 4) AS integer)
WHERE c.status = 'signed';
