"""Questions on classification."""
