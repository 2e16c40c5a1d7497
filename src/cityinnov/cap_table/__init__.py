"""Who owned what of one company, when: the table as a list of events, and their replay."""
