-- Contracts by which lines are judged, as their events told them, and the parts of trajectories that were reached.
CREATE TABLE known_contract_version (
    contract_id text NOT NULL,
    version integer NOT NULL,
    is_whole integer NOT NULL,
    document text NOT NULL,
    CONSTRAINT pk_known_contract_version PRIMARY KEY (contract_id, version)
);

CREATE TABLE known_part_reached (
    fact_id text NOT NULL CONSTRAINT pk_known_part_reached PRIMARY KEY,
    contract_id text NULL,
    allocation_id text NULL,
    part integer NULL,
    reached_on text NULL,
    recorded_at text NULL,
    withdrawn_at text NULL
);
CREATE INDEX ix_known_part_reached_allocation ON known_part_reached (allocation_id);
