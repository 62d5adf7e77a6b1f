"""Questions on machine learning in production."""
