"""Names a posting by its words, so that copies and corrections find each other."""

from __future__ import annotations

import hashlib
import re

_NOT_WORDS = re.compile(r"[^\w]+")


def fingerprint(text: str) -> str:
    """SHA-256 (hex) of the words of `text`: case, white space and punctuation do not count."""
    return hashlib.sha256(_NOT_WORDS.sub(" ", text.lower()).strip().encode()).hexdigest()
