"""Growth functions by brute force, VC dimension by search, bounds, and what is measured."""
