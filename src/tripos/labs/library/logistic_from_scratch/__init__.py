"""Logistic regression by Newton steps, separation, calibration and decisions under costs."""
