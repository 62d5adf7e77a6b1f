"""Questions on deep learning."""
