CREATE TABLE event (
    sequence bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_event PRIMARY KEY,
    event_id char(36) NOT NULL CONSTRAINT ux_event_event_id UNIQUE,
    type varchar(100) NOT NULL,
    subject varchar(200) NOT NULL,
    subject_version bigint NOT NULL,
    actor varchar(200) NOT NULL,
    occurred_at datetimeoffset(7) NOT NULL,
    payload nvarchar(max) NOT NULL,
    published_at datetimeoffset(7) NULL
);
CREATE INDEX ix_event_subject ON event (subject, sequence);
CREATE INDEX ix_event_unpublished ON event (sequence) WHERE published_at IS NULL;

CREATE TABLE event_delivery (
    sequence bigint NOT NULL CONSTRAINT pk_event_delivery PRIMARY KEY,
    attempt_count bigint NOT NULL,
    next_attempt_at datetimeoffset(7) NOT NULL,
    reason nvarchar(1000) NOT NULL,
    parked_at datetimeoffset(7) NULL
);

CREATE TABLE inbox (
    event_id char(36) NOT NULL,
    consumer varchar(100) NOT NULL,
    consumed_at datetimeoffset(7) NOT NULL,
    CONSTRAINT pk_inbox PRIMARY KEY (event_id, consumer)
);
CREATE INDEX ix_inbox_consumer ON inbox (consumer);

CREATE TABLE answer (
    organisation varchar(100) NOT NULL,
    method varchar(200) NOT NULL,
    request_id varchar(100) NOT NULL,
    digest char(64) NOT NULL,
    reply varbinary(max) NOT NULL,
    answered_at datetimeoffset(7) NOT NULL,
    CONSTRAINT pk_answer PRIMARY KEY (organisation, method, request_id)
);
CREATE INDEX ix_answer_answered_at ON answer (answered_at);

CREATE TABLE lease (
    name varchar(100) NOT NULL CONSTRAINT pk_lease PRIMARY KEY,
    holder char(36) NOT NULL,
    expires_at datetimeoffset(7) NOT NULL
);
