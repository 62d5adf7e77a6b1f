"""Hierarchical and density-based clustering: merges, cuts, DBSCAN, scales, and when each fails."""
