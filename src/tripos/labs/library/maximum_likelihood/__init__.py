"""Maximum likelihood with censored rows, honest intervals, a test at the boundary, stable sums."""
