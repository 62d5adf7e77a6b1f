"""Job postings: what they ask for, with the words each reading rests on."""

from tripos.decide.posting.corrections import (
    FIELDS,
    Corrected,
    corrected_posting,
    read_corrections,
    remove_correction,
    save_correction,
)
from tripos.decide.posting.fingerprint import fingerprint
from tripos.decide.posting.intake import Document, Intake, read_documents
from tripos.decide.posting.read import read_posting, read_postings
from tripos.decide.posting.reading import Posting, Read, SkillReading, Span

__all__ = [
    "FIELDS",
    "Corrected",
    "Document",
    "Intake",
    "Posting",
    "Read",
    "SkillReading",
    "Span",
    "corrected_posting",
    "fingerprint",
    "read_corrections",
    "read_documents",
    "read_posting",
    "read_postings",
    "remove_correction",
    "save_correction",
]
