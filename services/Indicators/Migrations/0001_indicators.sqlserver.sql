CREATE TABLE indicator (
    code              nvarchar(60)   NOT NULL,
    version           int            NOT NULL,
    name              nvarchar(200)  NOT NULL,
    definition        nvarchar(1000) NOT NULL,
    kind              nvarchar(20)   NOT NULL,
    numerator         nvarchar(500)  NOT NULL,
    denominator       nvarchar(500)  NOT NULL,
    source            nvarchar(500)  NOT NULL,
    informant         nvarchar(500)  NOT NULL,
    why               nvarchar(500)  NOT NULL,
    derived           bit            NOT NULL,
    asked             bit            NOT NULL,
    minutes_estimate  int            NOT NULL,
    valid_from        date           NOT NULL,
    valid_until       date           NULL,
    CONSTRAINT pk_indicator PRIMARY KEY (code, version)
);

CREATE TABLE known_contract (
    contract_id  char(36)      NOT NULL,
    version      bigint        NOT NULL,
    number       nvarchar(100) NOT NULL,
    provider_id  char(36)      NOT NULL,
    starts_on    date          NOT NULL,
    ends_on      date          NOT NULL,
    CONSTRAINT pk_known_contract PRIMARY KEY (contract_id)
);
CREATE INDEX ix_known_contract_provider ON known_contract (provider_id);

CREATE TABLE known_contract_kpi (
    contract_id     char(36)     NOT NULL,
    indicator_code  nvarchar(60) NOT NULL,
    CONSTRAINT pk_known_contract_kpi PRIMARY KEY (contract_id, indicator_code)
);

CREATE TABLE submission (
    submission_id      char(36)          NOT NULL,
    version            bigint            NOT NULL,
    contract_id        char(36)          NOT NULL,
    provider_id        char(36)          NOT NULL,
    indicator_code     nvarchar(60)      NOT NULL,
    indicator_version  int               NOT NULL,
    quarter            nvarchar(7)       NOT NULL,
    numerator          bigint            NOT NULL,
    denominator        bigint            NOT NULL,
    late               bit               NOT NULL,
    is_current         bit               NOT NULL,
    correction_reason  nvarchar(500)     NULL,
    remark             nvarchar(500)     NULL,
    submitted_at       datetimeoffset(7) NOT NULL,
    organisation       nvarchar(100)     NOT NULL,
    request_id         nvarchar(100)     COLLATE Latin1_General_100_BIN2 NOT NULL,
    request_digest     nvarchar(64)      NOT NULL,
    CONSTRAINT pk_submission PRIMARY KEY (submission_id, version)
);
CREATE UNIQUE INDEX ux_submission_key ON submission (contract_id, indicator_code, quarter, version);
CREATE UNIQUE INDEX ux_submission_request ON submission (organisation, request_id);
CREATE INDEX ix_submission_quarter ON submission (quarter, provider_id);
CREATE INDEX ix_submission_provider ON submission (provider_id, quarter);

CREATE TABLE care_stop (
    stop_id      char(36)     NOT NULL,
    contract_id  char(36)     NOT NULL,
    quarter      nvarchar(7)  NOT NULL,
    reason       nvarchar(2)  NOT NULL,
    state        nvarchar(20) NOT NULL,
    CONSTRAINT pk_care_stop PRIMARY KEY (stop_id)
);

CREATE TABLE derived_indicator (
    contract_id     char(36)     NOT NULL,
    indicator_code  nvarchar(60) NOT NULL,
    quarter         nvarchar(7)  NOT NULL,
    version         bigint       NOT NULL,
    numerator       bigint       NOT NULL,
    denominator     bigint       NOT NULL,
    CONSTRAINT pk_derived_indicator PRIMARY KEY (contract_id, indicator_code, quarter)
);
CREATE INDEX ix_derived_indicator_quarter ON derived_indicator (quarter);
