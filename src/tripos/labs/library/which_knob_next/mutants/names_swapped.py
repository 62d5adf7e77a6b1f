# says: variance is|mismatch is

GAPS = ("bias", "mismatch", "variance", "overfitted_dev", "metric")
