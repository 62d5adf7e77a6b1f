"""Questions on programming and data."""
