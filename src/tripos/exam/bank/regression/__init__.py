"""Questions on regression."""
