"""Questions on learning theory."""
