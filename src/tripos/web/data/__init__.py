"""Settings and data: export, import, delete, tokens, theme."""
