"""Cases of the gym in the record, their submissions and verdicts."""
