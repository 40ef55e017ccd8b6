-- When an action was agreed: nobody is late with it before that.
ALTER TABLE review_action ADD raised_on date NULL;
