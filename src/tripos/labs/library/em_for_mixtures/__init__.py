"""EM for Gaussian mixtures, in logarithms and guarded."""
