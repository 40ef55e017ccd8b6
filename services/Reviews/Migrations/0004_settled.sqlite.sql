-- What months come to is told by whoever settles; here only lines are counted. Signed packs stay what they are.
CREATE TABLE declared_quarter (
    contract_id          text    NOT NULL,
    quarter              text    NOT NULL,
    accepted_line_count  integer NOT NULL,
    rejected_line_count  integer NOT NULL,
    CONSTRAINT pk_declared_quarter PRIMARY KEY (contract_id, quarter)
);
INSERT INTO declared_quarter (contract_id, quarter, accepted_line_count, rejected_line_count)
SELECT contract_id, quarter, accepted_line_count, rejected_line_count FROM production_quarter
WHERE accepted_line_count <> 0 OR rejected_line_count <> 0;
UPDATE inbox SET consumer = 'declared-lines' WHERE consumer = 'production';
DROP TABLE production_quarter;
DROP TABLE production;

CREATE TABLE settled_month (
    contract_id        text    NOT NULL,
    year               integer NOT NULL,
    month              integer NOT NULL,
    lot_id             text    NOT NULL,
    municipality_code  text    NOT NULL,
    product_id         text    NOT NULL,
    unit               text    NOT NULL,
    volume             integer NOT NULL,
    line_count         integer NOT NULL,
    awarded_cents      integer NOT NULL,
    settled_cents      integer NOT NULL,
    CONSTRAINT pk_settled_month PRIMARY KEY (contract_id, year, month, lot_id, municipality_code, product_id, unit)
);

CREATE TABLE settled_month_version (
    contract_id  text    NOT NULL,
    year         integer NOT NULL,
    month        integer NOT NULL,
    lot_id       text    NOT NULL,
    version      integer NOT NULL,
    CONSTRAINT pk_settled_month_version PRIMARY KEY (contract_id, year, month, lot_id)
);
