-- W3C trace context of the change that wrote the event, so that its delivery goes on in the same trace; null where nobody traced.
ALTER TABLE event ADD COLUMN traceparent varchar(55) NULL;
