-- What months come to is told by whoever settles; here only lines are counted. Signed packs stay what they are.
CREATE TABLE declared_quarter (
    contract_id          char(36) NOT NULL,
    quarter              nvarchar(7) COLLATE Latin1_General_100_BIN2 NOT NULL,
    accepted_line_count  bigint NOT NULL,
    rejected_line_count  bigint NOT NULL,
    CONSTRAINT pk_declared_quarter PRIMARY KEY (contract_id, quarter)
);
INSERT INTO declared_quarter (contract_id, quarter, accepted_line_count, rejected_line_count)
SELECT contract_id, quarter, accepted_line_count, rejected_line_count FROM production_quarter
WHERE accepted_line_count <> 0 OR rejected_line_count <> 0;
UPDATE inbox SET consumer = 'declared-lines' WHERE consumer = 'production';
DROP TABLE production_quarter;
DROP TABLE production;

CREATE TABLE settled_month (
    contract_id        char(36) NOT NULL,
    year               int NOT NULL,
    month              int NOT NULL,
    lot_id             nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    municipality_code  nvarchar(4) COLLATE Latin1_General_100_BIN2 NOT NULL,
    product_id         nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    unit               nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    volume             bigint NOT NULL,
    line_count         bigint NOT NULL,
    awarded_cents      bigint NOT NULL,
    settled_cents      bigint NOT NULL,
    CONSTRAINT pk_settled_month PRIMARY KEY (contract_id, year, month, lot_id, municipality_code, product_id, unit)
);

CREATE TABLE settled_month_version (
    contract_id  char(36) NOT NULL,
    year         int NOT NULL,
    month        int NOT NULL,
    lot_id       nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version      bigint NOT NULL,
    CONSTRAINT pk_settled_month_version PRIMARY KEY (contract_id, year, month, lot_id)
);
