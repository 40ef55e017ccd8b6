-- Contracts by which lines are judged, as their events told them, and the parts of trajectories that were reached.
CREATE TABLE known_contract_version (
    contract_id char(36) NOT NULL,
    version bigint NOT NULL,
    is_whole bit NOT NULL,
    document nvarchar(max) NOT NULL,
    CONSTRAINT pk_known_contract_version PRIMARY KEY (contract_id, version)
);

CREATE TABLE known_part_reached (
    fact_id char(36) NOT NULL CONSTRAINT pk_known_part_reached PRIMARY KEY,
    contract_id char(36) NULL,
    allocation_id char(36) NULL,
    part int NULL,
    reached_on date NULL,
    recorded_at datetimeoffset(7) NULL,
    withdrawn_at datetimeoffset(7) NULL
);
CREATE INDEX ix_known_part_reached_allocation ON known_part_reached (allocation_id);
