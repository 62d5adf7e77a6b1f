"""Questions on sequential decisions and causal inference."""
