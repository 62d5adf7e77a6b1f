"""Decide: the verdict and everything it rests on."""
