"""Search and its evaluation."""
