-- A value that opens with each key of personal data that ever closed something here: the proof that the key on disk is the right one.
CREATE TABLE key_check (
    number bigint NOT NULL CONSTRAINT pk_key_check PRIMARY KEY,
    value varbinary(200) NOT NULL,
    recorded_at datetimeoffset(7) NOT NULL
);
