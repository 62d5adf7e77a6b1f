"""Bias, variance and a bound, by experiment."""
