"""Customer segments: a table as of a date, stable segments, plain words, a holdout, a plan."""
