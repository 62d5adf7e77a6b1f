"""A network by hand."""
