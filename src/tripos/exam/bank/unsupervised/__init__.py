"""Questions on unsupervised learning."""
