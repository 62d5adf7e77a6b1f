"""Reads the family of a role: by its title, and by its duties where the title is vague or wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

import yaml

from tripos.decide.posting.lines import Line
from tripos.decide.posting.reading import FAMILIES, Family, Read, Span
from tripos.decide.posting.title import lowered

_DATA = Path(__file__).parent / "data" / "family.yaml"
# Places where the title's own words are not the role.
_CUT = re.compile(r"\s[-–—|]\s|[,|–—]|(?<=\w)- ")
_NOT_WORK = frozenset(["benefits", "company", "legal"])
_MOST_HITS = 3
_FEW_POINTS = 1.0
_TITLE_WEIGHT = 8.0
# The usual weight of the family's own wordings in its own postings: rarer families speak softer.
_USUAL: dict[Family, float] = {
    "ml-engineer": 1.0, "data-scientist": 1.0, "applied-scientist": 0.9, "research-scientist": 1.0,
    "mlops": 1.2, "data-engineer": 1.2, "analyst": 1.0, "other": 0.7,
}  # fmt: skip
_PLAIN = 0.85
_ROLE = re.compile(
    r"\b(?:as an?|as our|(?:seeking|looking for|hiring|recruiting|searching for) (?:an?|our)"
    r"|our(?= [^.,;]{0,50} will\b)) ((?:[\w/&-]+ ){0,8}?(?:engineer|scientist|analyst|developer"
    r"|researcher|statistician)s?)\b",
    re.I,
)
_ASIDE = re.compile(r"\([^()]{0,80}\)|\bhttps?://\S+")


@dataclass(frozen=True, slots=True)
class TitleReading:
    """The family that the title names, how firmly (0 to 1), and its words."""

    family: Family
    firmness: float
    match: re.Match[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    titles: tuple[tuple[Family, float, re.Pattern[str]], ...]
    duties: tuple[tuple[Family, float, tuple[re.Pattern[str], ...]], ...]


@cache
def _rules() -> _Rules:
    data = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    words = {name: "|".join(parts) for name, parts in data["words"].items()}

    # Where a word begins is tested after the match: a pattern that starts with letters is
    # searched three times as fast as one that starts with a boundary.
    def compiled(pattern: str, begin: str = "") -> re.Pattern[str]:
        for name, part in words.items():
            pattern = pattern.replace(f"<{name}>", f"(?:{part})")
        return re.compile(rf"{begin}(?:{pattern})(?!\w)")

    return _Rules(
        tuple(
            (row["family"], row["firm"], compiled(row["title"], r"\b")) for row in data["titles"]
        ),
        tuple(
            (family, weight, tuple(map(compiled, patterns)))
            for family, groups in data["duties"].items()
            for weight, patterns in groups.items()
        ),
    )


@lru_cache(maxsize=4096)
def title_family(title: str) -> TitleReading | None:
    """What the title says; None for a title that names no role.

    The part before a comma, dash or bar is the role and what follows its subject, so a firm
    reading of the first part wins ("Data Engineer - AI Platform").
    """
    title = lowered(title)
    plain = _ASIDE.sub(lambda aside: " " * len(aside[0]), title)
    readings = [_first_rule(plain, len(plain)), _first_rule(title, len(title))]
    found = [reading for reading in readings if reading]
    whole = max(found, key=lambda reading: reading.firmness) if found else None
    cut = _CUT.search(plain)
    if whole is None or cut is None or whole.firmness >= 0.95 or whole.family == "other":
        return whole
    head = _first_rule(plain, cut.start())
    several_words = head is not None and " " in head.match[0].strip()
    return head if head and head.firmness >= 0.85 and several_words else whole


def _first_rule(text: str, end: int) -> TitleReading | None:
    for family, firmness, pattern in _rules().titles:
        found = pattern.search(text, 0, end)
        if found:
            return TitleReading(family, firmness, found)
    return None


def duty_hits(lines: Sequence[Line]) -> dict[Family, float]:
    """How many wordings of duties and requirements speak for each family, weighted."""
    text = lowered("\n".join(line.text for line in lines if line.section not in _NOT_WORK))
    scores = dict.fromkeys(FAMILIES, 0.0)
    for family, weight, patterns in _rules().duties:
        for pattern in patterns:
            hits = 0
            for start in (match.start() for match in pattern.finditer(text)):
                hits += not start or not text[start - 1].isalnum()
                if hits == _MOST_HITS:
                    break
            if hits:
                scores[family] += weight * math.log1p(hits)
    return scores


def _whole(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches that begin where a word begins."""
    for match in pattern.finditer(text):
        if match.start() == 0 or not text[match.start() - 1].isalnum():
            yield match


def _called(lines: Sequence[Line], title: str) -> TitleReading | None:
    """The family of the role that the text itself first says it is about, if it is plain.

    None for a role that stands in the lower-case `title`: it tells no more than the title does.
    """
    for line in lines:
        found = _ROLE.search(line.text) if line.section not in ("benefits", "legal") else None
        reading = title_family(found[1]) if found else None
        if reading and reading.firmness >= _PLAIN:
            return None if reading.match[0] in title else reading
    return None


def read_family(title: str, text: str, lines: Sequence[Line]) -> Read[Family]:
    """The family: the title's unless it is vague or the duties clearly disagree."""
    named = title_family(title)
    hits = duty_hits(lines)
    points = {family: hits[family] / _USUAL[family] for family in FAMILIES}
    if named:
        called = _called(lines, lowered(_ASIDE.sub("", title)))
        agrees = called is None or called.family == named.family
        weight = _TITLE_WEIGHT * named.firmness**2
        points[named.family] += weight if agrees else weight / 2
        if called and not agrees:
            points[called.family] += weight / 2
    best = max(FAMILIES, key=lambda family: points[family])
    if not named and points[best] < _FEW_POINTS:
        return Read("other", 0.4)
    sure = 1 / sum(math.exp(points[family] - points[best]) for family in FAMILIES)
    if named and best == named.family:
        return Read(best, min(max(sure, 0.5), 0.97), _title_span(title, named, text))
    return Read(best, min(sure, 0.8), _duty_spans(best, lines))


def _title_span(title: str, named: TitleReading, text: str) -> tuple[Span, ...]:
    at = text.find(title)
    if at < 0:
        return ()
    start, end = at + named.match.start(), at + named.match.end()
    return (Span(start, end, text[start:end]),)


def _duty_spans(family: Family, lines: Sequence[Line]) -> tuple[Span, ...]:
    """The first few words among the duties that speak for `family`."""
    spans: list[Span] = []
    patterns = [one for name, _, group in _rules().duties if name == family for one in group]
    for line in lines:
        if line.section not in _NOT_WORK and len(spans) < _MOST_HITS:
            low = lowered(line.text)
            found = next(
                (m for pattern in patterns for m in islice(_whole(pattern, low), 1)),
                None,
            )
            if found:
                start = line.start + found.start()
                words = line.text[found.start() : found.end()]
                spans.append(Span(start, start + len(words), words))
    return tuple(spans)
