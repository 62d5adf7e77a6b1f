"""Estimates the parameters of the belief from a log of answers; `tripos calibrate` is its command."""

from tripos.belief.calibrate.run import Estimate, Figure, calibrate

__all__ = ["Estimate", "Figure", "calibrate"]
