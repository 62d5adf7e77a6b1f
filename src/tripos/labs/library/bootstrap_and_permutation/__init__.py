"""Bootstrap intervals, permutation tests and many tests at once."""
