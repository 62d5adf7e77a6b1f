"""The ridge path by one SVD and the LASSO by coordinate descent."""
