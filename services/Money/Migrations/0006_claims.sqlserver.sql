-- A dispute has a direction; one of too little is a claim, which is agreed on or dismissed.
ALTER TABLE dispute ADD direction varchar(10) NOT NULL DEFAULT 'too_much';
ALTER TABLE dispute ADD evidence nvarchar(200) NULL;
ALTER TABLE dispute ADD correction varchar(10) NULL;
ALTER TABLE dispute ADD correction_reference nvarchar(100) NULL;
ALTER TABLE dispute ADD agreed_cents bigint NOT NULL DEFAULT 0;
ALTER TABLE dispute ADD agreed_with nvarchar(200) NULL;
ALTER TABLE dispute ADD agreed_by nvarchar(200) NULL;
