-- What each side signed, so that a change between the two signatures shows.
ALTER TABLE review ADD buyer_signed_digest text NULL;
ALTER TABLE review ADD provider_signed_digest text NULL;
