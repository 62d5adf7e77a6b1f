"""Who may come in: the one-time link at home, accounts on a shared server."""
