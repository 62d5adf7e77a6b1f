"""Anomalies without labels: scaling, masking, isolation, local density, budgets, thresholds."""
