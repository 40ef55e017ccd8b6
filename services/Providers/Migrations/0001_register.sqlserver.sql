CREATE TABLE provider (
    provider_id   char(36)     NOT NULL CONSTRAINT pk_provider PRIMARY KEY,
    version       bigint       NOT NULL,
    name          nvarchar(200) NOT NULL,
    kvk_number    char(8)      NOT NULL,
    agb_code      char(8)      NULL,
    email         nvarchar(200) NOT NULL,
    phone         varchar(30)  NOT NULL,
    registered_on date         NOT NULL,
    search_text   nvarchar(400) NOT NULL
);
CREATE UNIQUE INDEX ux_provider_agb_code ON provider (agb_code) WHERE agb_code IS NOT NULL;
CREATE INDEX ix_provider_search_text ON provider (search_text, provider_id);

CREATE TABLE provider_location (
    provider_id       char(36)     NOT NULL CONSTRAINT fk_provider_location_provider REFERENCES provider (provider_id),
    line_number       int          NOT NULL,
    name              nvarchar(200) NOT NULL,
    street            nvarchar(200) NOT NULL,
    postal_code       char(6)      NOT NULL,
    city              nvarchar(100) NOT NULL,
    municipality_code varchar(4)   NOT NULL,
    CONSTRAINT pk_provider_location PRIMARY KEY (provider_id, line_number)
);

CREATE TABLE municipality (
    code        char(4)      NOT NULL,
    starts_on   date         NOT NULL,
    ends_on     date         NULL,
    name        nvarchar(100) NOT NULL,
    province    nvarchar(50)  NOT NULL,
    region      nvarchar(100) NOT NULL,
    version     bigint       NOT NULL,
    search_text nvarchar(150) NOT NULL,
    CONSTRAINT pk_municipality PRIMARY KEY (code, starts_on)
);
