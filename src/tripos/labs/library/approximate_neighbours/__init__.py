"""Approximate nearest neighbours: hashing, cells, recall against work, random projections."""
