"""k-means and its failures."""
