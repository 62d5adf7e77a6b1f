# says: scores of 0 and 1|slope

LEAST = 0.05  # half of the last decimal of the scores
