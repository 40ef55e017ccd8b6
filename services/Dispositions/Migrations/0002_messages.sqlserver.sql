CREATE TABLE message (
    message_id char(36) NOT NULL CONSTRAINT pk_message PRIMARY KEY,
    kind varchar(5) NOT NULL,
    incoming bit NOT NULL,
    provider_id char(36) NULL,
    municipality_code char(4) NULL,
    identification nvarchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sender varchar(8) NOT NULL,
    receiver varchar(8) NOT NULL,
    dated_on date NULL,
    file_name nvarchar(200) NOT NULL,
    size_bytes bigint NOT NULL,
    digest char(64) NOT NULL,
    status varchar(20) NOT NULL,
    received_at datetimeoffset(7) NOT NULL,
    answered_at datetimeoffset(7) NULL,
    answer_message_id char(36) NULL,
    declaration_number varchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    declared_month date NULL,
    submitted_cents bigint NOT NULL,
    allowed_cents bigint NOT NULL,
    line_count int NOT NULL,
    rejected_line_count int NOT NULL,
    judged_line_count int NOT NULL,
    part_count int NOT NULL,
    admitted bit NOT NULL,
    lease_owner varchar(40) NULL,
    lease_until datetimeoffset(7) NULL
);
CREATE INDEX ix_message_status ON message (status, received_at);
CREATE INDEX ix_message_received ON message (received_at, message_id);
CREATE INDEX ix_message_provider ON message (provider_id, received_at);

-- Level 1 and 2 findings and the codes of rejected parts, at most the first 1,000 of a message. No value of a message stands in it.
CREATE TABLE message_finding (
    message_id char(36) NOT NULL CONSTRAINT fk_message_finding_message REFERENCES message (message_id),
    sequence int NOT NULL,
    code varchar(40) NOT NULL,
    broken_rule varchar(60) NOT NULL,
    explanation nvarchar(400) NOT NULL,
    path varchar(200) NOT NULL,
    line int NOT NULL,
    reference_number nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    allocation_number varchar(9) NOT NULL,
    CONSTRAINT pk_message_finding PRIMARY KEY (message_id, sequence)
);

-- Identifications (TR056) and declaration numbers (TR333) that were used once: inserting is claiming.
CREATE TABLE used_identification (
    kind varchar(5) NOT NULL,
    sender varchar(8) NOT NULL,
    identification nvarchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    message_id char(36) NOT NULL,
    CONSTRAINT pk_used_identification PRIMARY KEY (sender, kind, identification)
);
CREATE TABLE used_declaration_number (
    sender varchar(8) NOT NULL,
    declaration_number varchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    message_id char(36) NOT NULL,
    CONSTRAINT pk_used_declaration_number PRIMARY KEY (sender, declaration_number)
);

CREATE TABLE declaration_line (
    line_id char(36) NOT NULL CONSTRAINT pk_declaration_line PRIMARY KEY,
    message_id char(36) NOT NULL CONSTRAINT fk_declaration_line_message REFERENCES message (message_id),
    position int NOT NULL,
    provider_id char(36) NOT NULL,
    reference_number nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    previous_reference_number nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    allocation_id char(36) NOT NULL CONSTRAINT fk_declaration_line_allocation REFERENCES allocation (allocation_id),
    contract_id char(36) NOT NULL,
    contract_version bigint NOT NULL,
    product_id varchar(20) NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    volume bigint NOT NULL,
    unit char(2) NOT NULL,
    shown_rate_cents bigint NULL,
    amount_cents bigint NOT NULL,
    credit bit NOT NULL,
    credited bit NOT NULL,
    rate_e8 bigint NOT NULL,
    rate_unit char(2) NOT NULL,
    rounding_rule varchar(40) NOT NULL
);
CREATE UNIQUE INDEX ux_declaration_line_reference ON declaration_line (provider_id, reference_number);
CREATE UNIQUE INDEX ux_declaration_line_open ON declaration_line (allocation_id, from_on, until_on) WHERE credit = 0 AND credited = 0;
CREATE UNIQUE INDEX ux_declaration_line_position ON declaration_line (message_id, position);

CREATE TABLE rejected_line (
    message_id char(36) NOT NULL CONSTRAINT fk_rejected_line_message REFERENCES message (message_id),
    position int NOT NULL,
    codes varchar(200) NOT NULL,
    CONSTRAINT pk_rejected_line PRIMARY KEY (message_id, position)
);

CREATE TABLE care_start (
    start_id char(36) NOT NULL CONSTRAINT pk_care_start PRIMARY KEY,
    allocation_id char(36) NOT NULL CONSTRAINT fk_care_start_allocation REFERENCES allocation (allocation_id),
    started_on date NOT NULL,
    message_id char(36) NOT NULL,
    withdrawn_message_id char(36) NULL
);
CREATE UNIQUE INDEX ux_care_start_key ON care_start (allocation_id, started_on) WHERE withdrawn_message_id IS NULL;

CREATE TABLE care_stop (
    stop_id char(36) NOT NULL CONSTRAINT pk_care_stop PRIMARY KEY,
    allocation_id char(36) NOT NULL CONSTRAINT fk_care_stop_allocation REFERENCES allocation (allocation_id),
    started_on date NOT NULL,
    stopped_on date NOT NULL,
    reason char(2) NOT NULL,
    message_id char(36) NOT NULL,
    withdrawn_message_id char(36) NULL
);
CREATE UNIQUE INDEX ux_care_stop_key ON care_stop (allocation_id, started_on, reason) WHERE withdrawn_message_id IS NULL;
