# says: a fall is found in 0 of 8

LEAST_GAIN = 1e9  # log-likelihood; simulated feeds without a fall stay below 12
