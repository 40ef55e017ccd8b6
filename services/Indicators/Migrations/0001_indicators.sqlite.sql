CREATE TABLE indicator (
    code              text    NOT NULL,
    version           integer NOT NULL,
    name              text    NOT NULL,
    definition        text    NOT NULL,
    kind              text    NOT NULL,
    numerator         text    NOT NULL,
    denominator       text    NOT NULL,
    source            text    NOT NULL,
    informant         text    NOT NULL,
    why               text    NOT NULL,
    derived           integer NOT NULL,
    asked             integer NOT NULL,
    minutes_estimate  integer NOT NULL,
    valid_from        text    NOT NULL,
    valid_until       text    NULL,
    CONSTRAINT pk_indicator PRIMARY KEY (code, version)
);

CREATE TABLE known_contract (
    contract_id  text    NOT NULL,
    version      integer NOT NULL,
    number       text    NOT NULL,
    provider_id  text    NOT NULL,
    starts_on    text    NOT NULL,
    ends_on      text    NOT NULL,
    CONSTRAINT pk_known_contract PRIMARY KEY (contract_id)
);
CREATE INDEX ix_known_contract_provider ON known_contract (provider_id);

CREATE TABLE known_contract_kpi (
    contract_id     text NOT NULL,
    indicator_code  text NOT NULL,
    CONSTRAINT pk_known_contract_kpi PRIMARY KEY (contract_id, indicator_code)
);

CREATE TABLE submission (
    submission_id      text    NOT NULL,
    version            integer NOT NULL,
    contract_id        text    NOT NULL,
    provider_id        text    NOT NULL,
    indicator_code     text    NOT NULL,
    indicator_version  integer NOT NULL,
    quarter            text    NOT NULL,
    numerator          integer NOT NULL,
    denominator        integer NOT NULL,
    late               integer NOT NULL,
    is_current         integer NOT NULL,
    correction_reason  text    NULL,
    remark             text    NULL,
    submitted_at       text    NOT NULL,
    organisation       text    NOT NULL,
    request_id         text    NOT NULL,
    request_digest     text    NOT NULL,
    CONSTRAINT pk_submission PRIMARY KEY (submission_id, version)
);
CREATE UNIQUE INDEX ux_submission_key ON submission (contract_id, indicator_code, quarter, version);
CREATE UNIQUE INDEX ux_submission_request ON submission (organisation, request_id);
CREATE INDEX ix_submission_quarter ON submission (quarter, provider_id);
CREATE INDEX ix_submission_provider ON submission (provider_id, quarter);

CREATE TABLE care_stop (
    stop_id      text NOT NULL,
    contract_id  text NOT NULL,
    quarter      text NOT NULL,
    reason       text NOT NULL,
    state        text NOT NULL,
    CONSTRAINT pk_care_stop PRIMARY KEY (stop_id)
);

CREATE TABLE derived_indicator (
    contract_id     text    NOT NULL,
    indicator_code  text    NOT NULL,
    quarter         text    NOT NULL,
    version         integer NOT NULL,
    numerator       integer NOT NULL,
    denominator     integer NOT NULL,
    CONSTRAINT pk_derived_indicator PRIMARY KEY (contract_id, indicator_code, quarter)
);
CREATE INDEX ix_derived_indicator_quarter ON derived_indicator (quarter);
