"""Rare classes: resampling inside the folds, probabilities brought back, honest figures."""
