"""Questions on probability."""
