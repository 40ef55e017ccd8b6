-- The person who read a client's record, as the issuer of the token knows that person; null where it was not kept yet, and for a service of ours.
ALTER TABLE client_read ADD person nvarchar(200) NULL;
