-- When an action was agreed: nobody is late with it before that.
ALTER TABLE review_action ADD COLUMN raised_on text NULL;
