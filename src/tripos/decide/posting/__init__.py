"""Job postings: what they ask for, with the words each reading rests on."""

from tripos.decide.posting.corrections import (
    CHOICES,
    FIELDS,
    Corrected,
    corrected_posting,
    correction_rows,
    corrections_from_rows,
    parse_correction,
    with_correction,
    without_correction,
)
from tripos.decide.posting.fingerprint import fingerprint
from tripos.decide.posting.intake import Document, Intake, read_documents, read_uploads
from tripos.decide.posting.read import read_posting, read_postings
from tripos.decide.posting.reading import Posting, Read, SkillReading, Span

__all__ = [
    "CHOICES",
    "FIELDS",
    "Corrected",
    "Document",
    "Intake",
    "Posting",
    "Read",
    "SkillReading",
    "Span",
    "corrected_posting",
    "correction_rows",
    "corrections_from_rows",
    "fingerprint",
    "parse_correction",
    "read_documents",
    "read_posting",
    "read_postings",
    "read_uploads",
    "with_correction",
    "without_correction",
]
