"""Validation without leaks: selection inside, nested, grouped, in order of time."""
