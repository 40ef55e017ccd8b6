CREATE TABLE known_contract (
    contract_id    char(36)      NOT NULL,
    version        bigint        NOT NULL,
    number         nvarchar(100) NOT NULL,
    title          nvarchar(300) NOT NULL,
    provider_id    char(36)      NOT NULL,
    provider_name  nvarchar(300) NOT NULL,
    starts_on      date          NOT NULL,
    ends_on        date          NOT NULL,
    search_text    nvarchar(800) NOT NULL,
    CONSTRAINT pk_known_contract PRIMARY KEY (contract_id)
);
CREATE INDEX ix_known_contract_number ON known_contract (number, contract_id);
CREATE INDEX ix_known_contract_provider ON known_contract (provider_id);

CREATE TABLE known_contract_budget (
    contract_id   char(36) NOT NULL,
    year          int      NOT NULL,
    budget_cents  bigint   NOT NULL,
    CONSTRAINT pk_known_contract_budget PRIMARY KEY (contract_id, year)
);

CREATE TABLE known_contract_product (
    contract_id  char(36)      NOT NULL,
    product_id   nvarchar(20)  NOT NULL,
    description  nvarchar(500) NOT NULL,
    unit         nvarchar(20)  NOT NULL,
    CONSTRAINT pk_known_contract_product PRIMARY KEY (contract_id, product_id)
);

CREATE TABLE known_contract_kpi (
    contract_id     char(36)     NOT NULL,
    position        int          NOT NULL,
    indicator_code  nvarchar(60) NOT NULL,
    norm_e8         bigint       NOT NULL,
    at_most         bit          NOT NULL,
    is_duty         bit          NOT NULL,
    CONSTRAINT pk_known_contract_kpi PRIMARY KEY (contract_id, position)
);

CREATE TABLE known_contract_buyer (
    contract_id        char(36)    NOT NULL,
    municipality_code  nvarchar(4) NOT NULL,
    valid_from         date        NOT NULL,
    valid_until        date        NULL,
    CONSTRAINT pk_known_contract_buyer PRIMARY KEY (contract_id, municipality_code, valid_from)
);

CREATE TABLE known_provider (
    provider_id  char(36)      NOT NULL,
    version      bigint        NOT NULL,
    name         nvarchar(300) NOT NULL,
    search_text  nvarchar(800) NOT NULL,
    CONSTRAINT pk_known_provider PRIMARY KEY (provider_id)
);

CREATE TABLE known_municipality (
    code     nvarchar(60)  NOT NULL,
    version  bigint        NOT NULL,
    name     nvarchar(300) NOT NULL,
    CONSTRAINT pk_known_municipality PRIMARY KEY (code)
);

CREATE TABLE production (
    contract_id        char(36)     NOT NULL,
    quarter            nvarchar(7)  NOT NULL,
    product_id         nvarchar(20) NOT NULL,
    municipality_code  nvarchar(4)  NOT NULL,
    unit               nvarchar(20) NOT NULL,
    volume             bigint       NOT NULL,
    amount_cents       bigint       NOT NULL,
    line_count         bigint       NOT NULL,
    CONSTRAINT pk_production PRIMARY KEY (contract_id, quarter, product_id, municipality_code, unit)
);

CREATE TABLE production_quarter (
    contract_id          char(36)    NOT NULL,
    quarter              nvarchar(7) NOT NULL,
    amount_cents         bigint      NOT NULL,
    accepted_line_count  bigint      NOT NULL,
    rejected_line_count  bigint      NOT NULL,
    CONSTRAINT pk_production_quarter PRIMARY KEY (contract_id, quarter)
);

CREATE TABLE allocation (
    allocation_id     char(36)      NOT NULL,
    version           bigint        NOT NULL,
    contract_id       char(36)      NOT NULL,
    client_pseudonym  nvarchar(100) NOT NULL,
    starts_on         date          NOT NULL,
    ends_on           date          NULL,
    removed           bit           NOT NULL,
    CONSTRAINT pk_allocation PRIMARY KEY (allocation_id)
);
CREATE INDEX ix_allocation_contract ON allocation (contract_id, removed, starts_on, ends_on, client_pseudonym);

CREATE TABLE indicator_result (
    contract_id     char(36)     NOT NULL,
    indicator_code  nvarchar(60) NOT NULL,
    quarter         nvarchar(7)  NOT NULL,
    version         bigint       NOT NULL,
    numerator       bigint       NOT NULL,
    denominator     bigint       NOT NULL,
    late            bit          NOT NULL,
    CONSTRAINT pk_indicator_result PRIMARY KEY (contract_id, quarter, indicator_code)
);

CREATE TABLE indicator_derived (
    contract_id     char(36)     NOT NULL,
    indicator_code  nvarchar(60) NOT NULL,
    quarter         nvarchar(7)  NOT NULL,
    version         bigint       NOT NULL,
    numerator       bigint       NOT NULL,
    denominator     bigint       NOT NULL,
    CONSTRAINT pk_indicator_derived PRIMARY KEY (contract_id, quarter, indicator_code)
);

CREATE TABLE indicator_definition (
    code         nvarchar(60)  NOT NULL,
    version      bigint        NOT NULL,
    name         nvarchar(300) NOT NULL,
    kind         nvarchar(20)  NOT NULL,
    valid_from   date          NOT NULL,
    valid_until  date          NULL,
    CONSTRAINT pk_indicator_definition PRIMARY KEY (code, version)
);

CREATE TABLE review (
    contract_id         char(36)          NOT NULL,
    quarter             nvarchar(7)       NOT NULL,
    version             bigint            NOT NULL,
    buyer_signed_by     nvarchar(100)     NULL,
    buyer_signed_at     datetimeoffset(7) NULL,
    provider_signed_by  nvarchar(100)     NULL,
    provider_signed_at  datetimeoffset(7) NULL,
    counter_view        nvarchar(2000)    NULL,
    frozen_pack         varbinary(max)    NULL,
    frozen_summary      varbinary(max)    NULL,
    digest              nvarchar(64)      NULL,
    CONSTRAINT pk_review PRIMARY KEY (contract_id, quarter)
);

CREATE TABLE review_action (
    action_id    char(36)      NOT NULL,
    version      bigint        NOT NULL,
    contract_id  char(36)      NOT NULL,
    raised_in    nvarchar(7)   NOT NULL,
    text         nvarchar(500) NOT NULL,
    owner        nvarchar(100) NOT NULL,
    due_on       date          NOT NULL,
    closed_on    date          NULL,
    result       nvarchar(500) NULL,
    CONSTRAINT pk_review_action PRIMARY KEY (action_id)
);
CREATE INDEX ix_review_action_contract ON review_action (contract_id, raised_in);
