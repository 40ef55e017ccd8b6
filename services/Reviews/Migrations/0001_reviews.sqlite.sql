CREATE TABLE known_contract (
    contract_id    text    NOT NULL,
    version        integer NOT NULL,
    number         text    NOT NULL,
    title          text    NOT NULL,
    provider_id    text    NOT NULL,
    provider_name  text    NOT NULL,
    starts_on      text    NOT NULL,
    ends_on        text    NOT NULL,
    search_text    text    NOT NULL,
    CONSTRAINT pk_known_contract PRIMARY KEY (contract_id)
);
CREATE INDEX ix_known_contract_number ON known_contract (number, contract_id);
CREATE INDEX ix_known_contract_provider ON known_contract (provider_id);

CREATE TABLE known_contract_budget (
    contract_id   text    NOT NULL,
    year          integer NOT NULL,
    budget_cents  integer NOT NULL,
    CONSTRAINT pk_known_contract_budget PRIMARY KEY (contract_id, year)
);

CREATE TABLE known_contract_product (
    contract_id  text NOT NULL,
    product_id   text NOT NULL,
    description  text NOT NULL,
    unit         text NOT NULL,
    CONSTRAINT pk_known_contract_product PRIMARY KEY (contract_id, product_id)
);

CREATE TABLE known_contract_kpi (
    contract_id     text    NOT NULL,
    position        integer NOT NULL,
    indicator_code  text    NOT NULL,
    norm_e8         integer NOT NULL,
    at_most         integer NOT NULL,
    is_duty         integer NOT NULL,
    CONSTRAINT pk_known_contract_kpi PRIMARY KEY (contract_id, position)
);

CREATE TABLE known_contract_buyer (
    contract_id        text NOT NULL,
    municipality_code  text NOT NULL,
    valid_from         text NOT NULL,
    valid_until        text NULL,
    CONSTRAINT pk_known_contract_buyer PRIMARY KEY (contract_id, municipality_code, valid_from)
);

CREATE TABLE known_provider (
    provider_id  text    NOT NULL,
    version      integer NOT NULL,
    name         text    NOT NULL,
    search_text  text    NOT NULL,
    CONSTRAINT pk_known_provider PRIMARY KEY (provider_id)
);

CREATE TABLE known_municipality (
    code     text    NOT NULL,
    version  integer NOT NULL,
    name     text    NOT NULL,
    CONSTRAINT pk_known_municipality PRIMARY KEY (code)
);

CREATE TABLE production (
    contract_id        text    NOT NULL,
    quarter            text    NOT NULL,
    product_id         text    NOT NULL,
    municipality_code  text    NOT NULL,
    unit               text    NOT NULL,
    volume             integer NOT NULL,
    amount_cents       integer NOT NULL,
    line_count         integer NOT NULL,
    CONSTRAINT pk_production PRIMARY KEY (contract_id, quarter, product_id, municipality_code, unit)
);

CREATE TABLE production_quarter (
    contract_id          text    NOT NULL,
    quarter              text    NOT NULL,
    amount_cents         integer NOT NULL,
    accepted_line_count  integer NOT NULL,
    rejected_line_count  integer NOT NULL,
    CONSTRAINT pk_production_quarter PRIMARY KEY (contract_id, quarter)
);

CREATE TABLE allocation (
    allocation_id     text    NOT NULL,
    version           integer NOT NULL,
    contract_id       text    NOT NULL,
    client_pseudonym  text    NOT NULL,
    starts_on         text    NOT NULL,
    ends_on           text    NULL,
    removed           integer NOT NULL,
    CONSTRAINT pk_allocation PRIMARY KEY (allocation_id)
);
CREATE INDEX ix_allocation_contract ON allocation (contract_id, removed, starts_on, ends_on, client_pseudonym);

CREATE TABLE indicator_result (
    contract_id     text    NOT NULL,
    indicator_code  text    NOT NULL,
    quarter         text    NOT NULL,
    version         integer NOT NULL,
    numerator       integer NOT NULL,
    denominator     integer NOT NULL,
    late            integer NOT NULL,
    CONSTRAINT pk_indicator_result PRIMARY KEY (contract_id, quarter, indicator_code)
);

CREATE TABLE indicator_derived (
    contract_id     text    NOT NULL,
    indicator_code  text    NOT NULL,
    quarter         text    NOT NULL,
    version         integer NOT NULL,
    numerator       integer NOT NULL,
    denominator     integer NOT NULL,
    CONSTRAINT pk_indicator_derived PRIMARY KEY (contract_id, quarter, indicator_code)
);

CREATE TABLE indicator_definition (
    code         text    NOT NULL,
    version      integer NOT NULL,
    name         text    NOT NULL,
    kind         text    NOT NULL,
    valid_from   text    NOT NULL,
    valid_until  text    NULL,
    CONSTRAINT pk_indicator_definition PRIMARY KEY (code, version)
);

CREATE TABLE review (
    contract_id         text    NOT NULL,
    quarter             text    NOT NULL,
    version             integer NOT NULL,
    buyer_signed_by     text    NULL,
    buyer_signed_at     text    NULL,
    provider_signed_by  text    NULL,
    provider_signed_at  text    NULL,
    counter_view        text    NULL,
    frozen_pack         blob    NULL,
    frozen_summary      blob    NULL,
    digest              text    NULL,
    CONSTRAINT pk_review PRIMARY KEY (contract_id, quarter)
);

CREATE TABLE review_action (
    action_id    text    NOT NULL,
    version      integer NOT NULL,
    contract_id  text    NOT NULL,
    raised_in    text    NOT NULL,
    text         text    NOT NULL,
    owner        text    NOT NULL,
    due_on       text    NOT NULL,
    closed_on    text    NULL,
    result       text    NULL,
    CONSTRAINT pk_review_action PRIMARY KEY (action_id)
);
CREATE INDEX ix_review_action_contract ON review_action (contract_id, raised_in);
