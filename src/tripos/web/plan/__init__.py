"""Plan: the dated curriculum, and its editing in place."""
