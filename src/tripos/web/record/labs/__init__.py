"""Work on labs in the record: drafts, submissions, judgements, and the evidence they give."""
