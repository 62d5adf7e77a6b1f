"""Questions on statistics."""
