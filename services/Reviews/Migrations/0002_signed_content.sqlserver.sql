-- What each side signed, so that a change between the two signatures shows.
ALTER TABLE review ADD buyer_signed_digest char(64) NULL, provider_signed_digest char(64) NULL;
