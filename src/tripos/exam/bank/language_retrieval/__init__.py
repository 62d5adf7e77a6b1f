"""Questions on language and retrieval."""
