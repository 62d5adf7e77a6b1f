"""The fault families, one folder each (docs/gym.md)."""
