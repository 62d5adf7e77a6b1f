"""Questions on projects: what to learn, and whether to."""
