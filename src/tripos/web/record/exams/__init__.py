"""Sittings in the record: begun, answered, taken up again, ended."""
