-- Where lots stand in a year, as it was last told; and the version of that telling.
CREATE TABLE lot_standing (
    contract_id    char(36) NOT NULL,
    year           int NOT NULL,
    lot_id         nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version        bigint NOT NULL,
    name           nvarchar(200) NOT NULL,
    funding_model  varchar(30) NOT NULL,
    CONSTRAINT pk_lot_standing PRIMARY KEY (contract_id, year, lot_id)
);

CREATE TABLE lot_mark (
    contract_id    char(36) NOT NULL,
    year           int NOT NULL,
    lot_id         nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name           varchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    value          bigint NOT NULL,
    CONSTRAINT pk_lot_mark PRIMARY KEY (contract_id, year, lot_id, name)
);
