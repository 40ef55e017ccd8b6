-- Lists, newest first: of all, of one kind, of one status.
CREATE INDEX ix_allocation_allocated ON allocation (allocated_at, allocation_id);
CREATE INDEX ix_allocation_kind ON allocation (kind, allocated_at, allocation_id);
CREATE INDEX ix_allocation_status ON allocation (status, allocated_at, allocation_id);
CREATE INDEX ix_message_kind ON message (kind, received_at, message_id);
