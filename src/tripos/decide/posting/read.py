"""Reads whole postings: degree screen, years, rank, family of role and skills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from tripos.decide.posting.copies import near_copies
from tripos.decide.posting.corrections import Corrected, corrected_posting
from tripos.decide.posting.degrees import MOST_CHARACTERS, read_degree
from tripos.decide.posting.family import read_family
from tripos.decide.posting.fingerprint import fingerprint
from tripos.decide.posting.intake import Document, clean, with_title
from tripos.decide.posting.lines import split_lines
from tripos.decide.posting.reading import Posting
from tripos.decide.posting.seniority import read_seniority
from tripos.decide.posting.skills import read_skills

_NAMES_SHOWN = 10
_MANY, _CHUNK = 200, 25  # below this many, starting processes costs more than it saves


def read_posting(text: str, file: str = "", title: str = "") -> Posting:
    """What the posting in plain `text` asks; `title` is put in front where it is not there yet."""
    title, text = with_title(clean(title), clean(text))
    lines = split_lines(text[:MOST_CHARACTERS])
    degree = read_degree(text, title)
    return Posting(
        file=file,
        title=title,
        text=text,
        degree=degree,
        seniority=read_seniority(title, text, lines, degree),
        role_family=read_family(title, text, lines),
        skills=read_skills(text, lines),
    )


def read_postings(
    documents: Sequence[Document], corrections: Mapping[str, Corrected], *, processes: int = 1
) -> list[Posting]:
    """The postings without reposts, in order, with the person's corrections.

    With more than one of `processes`, many documents are shared out among them.
    """
    if processes > 1 and len(documents) >= _MANY:
        with ProcessPoolExecutor(processes) as pool:
            postings = list(pool.map(_read_document, documents, chunksize=_CHUNK))
    else:
        postings = [_read_document(document) for document in documents]
    return [corrected_posting(kept, corrections) for kept in without_copies(postings)]


def _read_document(document: Document) -> Posting:
    posting = read_posting(document.text, document.name, document.title)
    return replace(posting, notes=document.notes)


def without_copies(postings: Sequence[Posting]) -> list[Posting]:
    """The first of each group of copies, with their number and names in its notes.

    Exact copies agree in all words; near copies in nine tenths of them *and* in what they ask.
    """
    leader = list(range(len(postings)))
    first: dict[str, int] = {}
    for index, posting in enumerate(postings):
        leader[index] = first.setdefault(fingerprint(posting.text), index)
    for one, other in near_copies([posting.text for posting in postings]):
        if _asked(postings[one]) == _asked(postings[other]):
            leader[other] = min(leader[one], leader[other])
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(postings)):
        groups[_root(leader, index)].append(index)
    return [_kept(postings, members) for _, members in sorted(groups.items())]


def _root(leader: Sequence[int], index: int) -> int:
    while leader[index] != index:
        index = leader[index]
    return index


def _asked(posting: Posting) -> tuple[object, ...]:
    degree = posting.degree
    return (
        degree.screen.value, degree.minimum_degree.value, degree.years_min.value,
        posting.seniority.value, posting.role_family.value,
    )  # fmt: skip


def _kept(postings: Sequence[Posting], members: Sequence[int]) -> Posting:
    kept = postings[members[0]]
    if len(members) == 1:
        return kept
    names = [postings[index].file for index in members[1:]]
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    note = f"copies: {', '.join(names[:_NAMES_SHOWN])}{more}"
    return replace(kept, copies=len(members), notes=(*kept.notes, note))
