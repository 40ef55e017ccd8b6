-- How far each projection is: the shape of its tables, and what is being built beside them. Rows of the inbox carry the name and the generation.
CREATE TABLE projection (
    name varchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_projection PRIMARY KEY,
    shape bigint NOT NULL,
    generation bigint NOT NULL,
    last_generation bigint NOT NULL,
    cleaned_generation bigint NOT NULL,
    next_shape bigint NULL,
    started_at datetimeoffset(7) NULL,
    read_count bigint NOT NULL,
    total_count bigint NOT NULL,
    rebuilt_at datetimeoffset(7) NULL,
    digest_before char(64) NULL,
    digest_after char(64) NULL
);

-- Up to where a rebuild has read the log of each service.
CREATE TABLE projection_cursor (
    projection varchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    service varchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sequence bigint NOT NULL,
    CONSTRAINT pk_projection_cursor PRIMARY KEY (projection, service)
);
