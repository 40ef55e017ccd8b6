CREATE TABLE message (
    message_id text NOT NULL CONSTRAINT pk_message PRIMARY KEY,
    kind text NOT NULL,
    incoming integer NOT NULL,
    provider_id text NULL,
    municipality_code text NULL,
    identification text NOT NULL,
    sender text NOT NULL,
    receiver text NOT NULL,
    dated_on text NULL,
    file_name text NOT NULL,
    size_bytes integer NOT NULL,
    digest text NOT NULL,
    status text NOT NULL,
    received_at text NOT NULL,
    answered_at text NULL,
    answer_message_id text NULL,
    declaration_number text NOT NULL,
    declared_month text NULL,
    submitted_cents integer NOT NULL,
    allowed_cents integer NOT NULL,
    line_count integer NOT NULL,
    rejected_line_count integer NOT NULL,
    judged_line_count integer NOT NULL,
    part_count integer NOT NULL,
    admitted integer NOT NULL,
    lease_owner text NULL,
    lease_until text NULL
);
CREATE INDEX ix_message_status ON message (status, received_at);
CREATE INDEX ix_message_received ON message (received_at, message_id);
CREATE INDEX ix_message_provider ON message (provider_id, received_at);

-- Level 1 and 2 findings and the codes of rejected parts, at most the first 1,000 of a message. No value of a message stands in it.
CREATE TABLE message_finding (
    message_id text NOT NULL CONSTRAINT fk_message_finding_message REFERENCES message (message_id),
    sequence integer NOT NULL,
    code text NOT NULL,
    broken_rule text NOT NULL,
    explanation text NOT NULL,
    path text NOT NULL,
    line integer NOT NULL,
    reference_number text NOT NULL,
    allocation_number text NOT NULL,
    CONSTRAINT pk_message_finding PRIMARY KEY (message_id, sequence)
);

-- Identifications (TR056) and declaration numbers (TR333) that were used once: inserting is claiming.
CREATE TABLE used_identification (
    kind text NOT NULL,
    sender text NOT NULL,
    identification text NOT NULL,
    message_id text NOT NULL,
    CONSTRAINT pk_used_identification PRIMARY KEY (sender, kind, identification)
);
CREATE TABLE used_declaration_number (
    sender text NOT NULL,
    declaration_number text NOT NULL,
    message_id text NOT NULL,
    CONSTRAINT pk_used_declaration_number PRIMARY KEY (sender, declaration_number)
);

CREATE TABLE declaration_line (
    line_id text NOT NULL CONSTRAINT pk_declaration_line PRIMARY KEY,
    message_id text NOT NULL CONSTRAINT fk_declaration_line_message REFERENCES message (message_id),
    position integer NOT NULL,
    provider_id text NOT NULL,
    reference_number text NOT NULL,
    previous_reference_number text NULL,
    allocation_id text NOT NULL CONSTRAINT fk_declaration_line_allocation REFERENCES allocation (allocation_id),
    contract_id text NOT NULL,
    contract_version integer NOT NULL,
    product_id text NOT NULL,
    from_on text NOT NULL,
    until_on text NOT NULL,
    volume integer NOT NULL,
    unit text NOT NULL,
    shown_rate_cents integer NULL,
    amount_cents integer NOT NULL,
    credit integer NOT NULL,
    credited integer NOT NULL,
    rate_e8 integer NOT NULL,
    rate_unit text NOT NULL,
    rounding_rule text NOT NULL
);
CREATE UNIQUE INDEX ux_declaration_line_reference ON declaration_line (provider_id, reference_number);
CREATE UNIQUE INDEX ux_declaration_line_open ON declaration_line (allocation_id, from_on, until_on) WHERE credit = 0 AND credited = 0;
CREATE UNIQUE INDEX ux_declaration_line_position ON declaration_line (message_id, position);

CREATE TABLE rejected_line (
    message_id text NOT NULL CONSTRAINT fk_rejected_line_message REFERENCES message (message_id),
    position integer NOT NULL,
    codes text NOT NULL,
    CONSTRAINT pk_rejected_line PRIMARY KEY (message_id, position)
);

CREATE TABLE care_start (
    start_id text NOT NULL CONSTRAINT pk_care_start PRIMARY KEY,
    allocation_id text NOT NULL CONSTRAINT fk_care_start_allocation REFERENCES allocation (allocation_id),
    started_on text NOT NULL,
    message_id text NOT NULL,
    withdrawn_message_id text NULL
);
CREATE UNIQUE INDEX ux_care_start_key ON care_start (allocation_id, started_on) WHERE withdrawn_message_id IS NULL;

CREATE TABLE care_stop (
    stop_id text NOT NULL CONSTRAINT pk_care_stop PRIMARY KEY,
    allocation_id text NOT NULL CONSTRAINT fk_care_stop_allocation REFERENCES allocation (allocation_id),
    started_on text NOT NULL,
    stopped_on text NOT NULL,
    reason text NOT NULL,
    message_id text NOT NULL,
    withdrawn_message_id text NULL
);
CREATE UNIQUE INDEX ux_care_stop_key ON care_stop (allocation_id, started_on, reason) WHERE withdrawn_message_id IS NULL;
