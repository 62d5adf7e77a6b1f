"""Questions on calculus and optimisation."""
