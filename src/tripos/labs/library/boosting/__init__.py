"""Boosting: AdaBoost with its margins, and gradient boosting with Newton steps and an early end."""
