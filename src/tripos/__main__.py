"""`python -m tripos` is the same as `tripos`."""

from tripos.cli import main

main()
