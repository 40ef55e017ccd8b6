-- The encrypted body of a message of at most 64 KiB; a larger one stands in a file.
CREATE TABLE message_body (
    message_id char(36) NOT NULL CONSTRAINT pk_message_body PRIMARY KEY CONSTRAINT fk_message_body_message REFERENCES message (message_id),
    body varbinary(max) NOT NULL
);
