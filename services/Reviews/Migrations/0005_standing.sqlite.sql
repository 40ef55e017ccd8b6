-- Where lots stand in a year, as it was last told; and the version of that telling.
CREATE TABLE lot_standing (
    contract_id    text NOT NULL,
    year           integer NOT NULL,
    lot_id         text NOT NULL,
    version        integer NOT NULL,
    name           text NOT NULL,
    funding_model  text NOT NULL,
    CONSTRAINT pk_lot_standing PRIMARY KEY (contract_id, year, lot_id)
);

CREATE TABLE lot_mark (
    contract_id    text NOT NULL,
    year           integer NOT NULL,
    lot_id         text NOT NULL,
    name           text NOT NULL,
    value          integer NOT NULL,
    CONSTRAINT pk_lot_mark PRIMARY KEY (contract_id, year, lot_id, name)
);
