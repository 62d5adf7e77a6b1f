"""Principal components: power iteration, SVD, random sketches, and how many to keep."""
