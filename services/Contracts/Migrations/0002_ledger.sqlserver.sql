-- Every accepted line (prestatie), as it was judged. No client: money needs none.
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
    rounding_rule             varchar(30)  NOT NULL
);
CREATE INDEX ix_ledger_line_contract_id ON ledger_line (contract_id, month);

-- Debits less credits, kept up line by line, so that one more line costs the same however many came before.
CREATE TABLE ledger_sum (
    contract_id       char(36)    NOT NULL,
    month             char(7)     NOT NULL,
    product_id        varchar(10) NOT NULL,
    municipality_code char(4)     NOT NULL,
    unit              char(2)     NOT NULL,
    volume            bigint      NOT NULL,
    amount_cents      bigint      NOT NULL,
    line_count        bigint      NOT NULL,
    CONSTRAINT pk_ledger_sum PRIMARY KEY (contract_id, month, product_id, municipality_code, unit)
);
