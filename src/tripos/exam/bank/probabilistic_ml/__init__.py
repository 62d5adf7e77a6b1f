"""Questions on probabilistic machine learning."""
