# says: something by chance

LEAST_GAIN = 1.0  # log-likelihood; simulated feeds without a fall stay below 12
