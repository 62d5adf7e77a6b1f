"""The labs, one folder each (docs/authors.md)."""
