"""Long work: rows that a worker leases, runs in a process of its own, and can be told to stop."""
