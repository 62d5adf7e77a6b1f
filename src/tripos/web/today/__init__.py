"""Today: what this week holds, what is due, and how it stands against the plan."""
