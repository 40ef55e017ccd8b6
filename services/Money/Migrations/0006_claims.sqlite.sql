-- A dispute has a direction; one of too little is a claim, which is agreed on or dismissed.
ALTER TABLE dispute ADD COLUMN direction varchar(10) NOT NULL DEFAULT 'too_much';
ALTER TABLE dispute ADD COLUMN evidence varchar(200) NULL;
ALTER TABLE dispute ADD COLUMN correction varchar(10) NULL;
ALTER TABLE dispute ADD COLUMN correction_reference varchar(100) NULL;
ALTER TABLE dispute ADD COLUMN agreed_cents bigint NOT NULL DEFAULT 0;
ALTER TABLE dispute ADD COLUMN agreed_with varchar(200) NULL;
ALTER TABLE dispute ADD COLUMN agreed_by varchar(200) NULL;
