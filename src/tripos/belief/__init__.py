"""Belief: evidence about a learner, added up to a probability of mastery per competency."""

from tripos.belief.claims import believe_claims, claims, course_evidence
from tripos.belief.model import (
    INTRODUCED,
    KNOWN,
    SURE,
    Belief,
    Evidence,
    EvidenceKind,
    Mastery,
    believe,
)

__all__ = [
    "INTRODUCED",
    "KNOWN",
    "SURE",
    "Belief",
    "Evidence",
    "EvidenceKind",
    "Mastery",
    "believe",
    "believe_claims",
    "claims",
    "course_evidence",
]
