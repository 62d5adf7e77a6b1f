"""Least squares three ways."""
