"""Decisions under cost: curves with ties, thresholds, capacity, probabilities to believe."""
