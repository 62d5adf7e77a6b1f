"""Postings in the record: taken in as text, read anew each time, corrected by the learner."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tripos.decide.posting import (
    Document,
    Intake,
    Posting,
    corrected_posting,
    fingerprint,
    read_posting,
    read_postings,
    read_uploads,
)
from tripos.errors import TriposError
from tripos.web.record.models import Learner, StoredPosting
from tripos.web.record.own import corrections_of

MOST_POSTINGS = 150
MOST_CHARACTERS = 200_000


def postings_of(learner: Learner) -> list[Posting]:
    """The learner's postings as read and corrected, copies counted once."""
    rows = learner.postings.all()
    documents = [Document(row.name, row.title, row.text, tuple(row.notes)) for row in rows]
    return _read_all(tuple(documents), learner)


def _read_all(documents: tuple[Document, ...], learner: Learner) -> list[Posting]:
    plain = _uncorrected(documents)
    corrections = corrections_of(learner)
    return [corrected_posting(one, corrections) for one in plain]


@lru_cache(maxsize=128)
def _uncorrected(documents: tuple[Document, ...]) -> tuple[Posting, ...]:
    return tuple(read_postings(documents, {}))


def posting_of(learner: Learner, row: StoredPosting) -> Posting:
    """One posting as read and corrected."""
    return corrected_posting(plain_posting(row), corrections_of(learner))


def plain_posting(row: StoredPosting) -> Posting:
    """One posting as the rules read it."""
    return read_posting(row.text, row.name, row.title)


def add_uploads(learner: Learner, files: Sequence[tuple[str, bytes]]) -> tuple[int, list[str]]:
    """Takes in named files or pastes: how many are new, and a sentence for each problem.

    What can be read is kept even where the rest cannot. Raises TriposError beyond the limit.
    """
    intake: Intake = read_uploads(files)
    problems = [f"{name}: {what}" for name, what in intake.problems]
    added = 0
    known = set(learner.postings.values_list("fingerprint", flat=True))
    for document in intake.documents:
        key = fingerprint(document.text)
        if key in known:
            problems.append(f"{document.name}: is among your postings already")
            continue
        if len(known) >= MOST_POSTINGS:
            raise TriposError(
                f"a person can mean at most {MOST_POSTINGS} postings; {added} were added, the rest"
                " was left out: remove some first"
            )
        StoredPosting.objects.create(
            learner=learner, name=document.name[:300], title=document.title[:300],
            text=document.text[:MOST_CHARACTERS], notes=list(document.notes), fingerprint=key,
        )  # fmt: skip
        known.add(key)
        added += 1
    return added, problems
