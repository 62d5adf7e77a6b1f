"""Examine: sittings, results, mock papers and what the bank covers."""
