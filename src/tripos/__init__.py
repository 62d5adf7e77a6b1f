"""Tripos: the machine learning master's you can run yourself."""

__version__ = "0.1.0"
