"""Says what this machine offers, in a process of its own with one thread."""

from __future__ import annotations

import json
import sys

from tripos.labs.judge.kernel import offered


def main() -> None:
    """Prints the level and what keeps it from a higher one, as JSON."""
    level, reason = offered()
    sys.stdout.write(json.dumps({"level": int(level), "reason": reason}))
