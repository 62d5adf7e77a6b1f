"""Estimates the parameters of the belief from a log of answers, for `tripos calibrate`."""

from tripos.belief.calibrate.run import Estimate, Figure, calibrate

__all__ = ["Estimate", "Figure", "calibrate"]
