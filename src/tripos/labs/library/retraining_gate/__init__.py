"""A gate that refuses worse models."""
