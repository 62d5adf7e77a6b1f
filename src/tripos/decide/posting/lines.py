"""Cuts a posting into lines and tells which section of the posting each one stands in.

Postings arrive as lists with headings, as one paragraph whose line breaks were lost on some board
("QualificationsBachelor's degree", "on time.Requirements: ..."), and as anything between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tripos.decide.posting.headings import (
    Section,
    heading_section,
    inline_headings,
    section_named,
)

LONG = 200  # characters from which a physical line may hide headings and lost line breaks

_BULLET = re.compile(r"[\s•·●▪◦‣∙■□►▶➢➤✓✔–—*+>|-]{1,12}(?:o\s)?")
# Each pattern begins with a set of characters: so most positions are passed over at full speed.
_END = re.compile(
    r"[.!?](?:[)\"'”’]?\s+(?=[A-Z0-9“\"'(¿¡À-Þ•*])"  # an ordinary end of sentence
    r"|(?<=[a-z)%0-9].)(?=[A-Z][a-z’']|[A-Z]\s))"  # the same with the space lost
)
_INNER_BULLET = re.compile(r"[•●▪◦■►➢➤✓✔]\s*|[·*](?<=\s.)\s+(?=[A-Z0-9])")
_DASH = re.compile(r"[-–—](?<=\s.)\s+(?=[A-Z0-9])")
_FEWEST_DASHES = 4  # fewer in a line are rather asides than a list
_GLUED = re.compile(r"[A-Z0-9](?:(?<=[a-z]{2}.)|(?<=[a-z]\).))")
_GLUED_NEXT = re.compile(
    r"[A-Z][a-z]{2}|(?:A[nst]?|At|In|We|Be|On|To|If|It|BS|BA|MS|MA|PhD|BSc|MSc)\b|Ph\.D|[BM]\.[SAE]"
    r"|\d\d?\+?(?:\s?[-–]\s?\d+)?\s(?:or more )?(?:years|yrs)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(/,])(?:e\.?g|i\.?e|etc|vs|incl|approx|min|max|yrs?|exp|sr|jr|dr|mr|mrs|ms|prof|st"
    r"|no|inc|ltd|co|corp|dept|univ|eng|tech|comp|sci|hons|equiv|pref|req|ca|bzw|ggf|usw|mind|inkl|"
    r"ph|ph\.?d|m\.?sc|b\.?sc|m\.?eng|b\.?eng|m\.?tech|b\.?tech|dipl|[a-z](?:\.[a-z])*)$",
    re.I,
)
# Names that are written with a capital inside; anything else of that form is a lost line break.
_CAMEL = frozenset(
    """
    tensorflow pytorch javascript typescript github gitlab linkedin youtube devops dataops mlops
    aiops finops bigquery sagemaker cloudformation cloudwatch powerpoint powershell powerbi numpy
    scipy mxnet xgboost lightgbm openai deepmind postgresql mysql salesforce snowpark scikitlearn
    fastapi dataframe dataframes databricks dataiku datarobot hubspot wordpress mapreduce gitops
    elasticsearch opensearch openshift whatsapp doordash paypal mastercard airbnb langchain
    langgraph llamaindex huggingface facebook pyspark openstack kubeflow highradius accenture
    codepipeline eventbridge stepfunctions textract couchbase datadog paperswithcode hackerrank
    hackerone leetcode stackoverflow cockroachdb graphql astrazeneca
    """.split()
)
_LEGAL_STEMS = (
    "equal regard affirmative protected discrimin accommodat orientation eeo verify fair".split()
)
_LEGAL = re.compile(
    r"equal[\s-]opportunit|affirmative action|without regard to|regardless of (?:race|age|sex|gend)"
    r"|protected (?:veteran|class|characteristic)|discriminat|reasonable accommodation"
    r"|sexual orientation|\bEEO\b|E-Verify|fair chance",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or bullet: `text` is the posting from `start` to `end` (exclusive)."""

    start: int
    end: int
    text: str
    section: Section


@lru_cache(maxsize=4)
def split_lines(text: str) -> tuple[Line, ...]:
    """The sentences and bullets of a posting, in order, each with its section.

    A heading decides the section of what follows it. A label in front of a short line of a list
    ("Preferred: a master's") decides that line only.
    """
    lines: list[Line] = []
    section: Section = "other"
    for start, end in _physical(text):
        kept, before = section, len(lines)
        for begin, stop, found in _headed(text, start, end, section):
            section = found
            lines.extend(_sentences(text, begin, stop, section, long=end - start >= LONG))
        labelled_only = end - start < LONG and len(lines) - before > 1
        if labelled_only and kept in ("required", "preferred"):
            section = kept
    return tuple(lines)


def _physical(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\r\n\u2028]+", text):
        start, end = _trim(text, match.start(), match.end())
        if start < end:
            yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _headed(
    text: str, start: int, end: int, section: Section
) -> Iterator[tuple[int, int, Section]]:
    """The stretches of one physical line between the headings in it, with their sections."""
    whole = heading_section(text[start:end], section)
    if whole is not None:
        yield start, end, whole
        return
    at = start
    for begin, stop in inline_headings(text[start:end], long=end - start >= LONG):
        if at < start + begin:
            yield at, start + begin, section
        section = section_named(text[start + begin : start + stop], section) or section
        yield start + begin, start + stop, section
        at = start + stop
    if at < end:
        yield at, end, section


def _sentences(text: str, start: int, end: int, section: Section, *, long: bool) -> Iterator[Line]:
    at = start
    for stop in sorted(_boundaries(text, start, end, long=long)):
        yield from _line(text, at, stop, section)
        at = stop
    yield from _line(text, at, end, section)


def _boundaries(text: str, start: int, end: int, *, long: bool) -> set[int]:
    """Where a new sentence or bullet begins between `start` and `end`.

    In a `long` physical line also where a lost line break glued two lines together.
    """
    found = {match.start() for match in _INNER_BULLET.finditer(text, start, end)}
    for match in _END.finditer(text, start, end):
        if match[0][0] != "." or not _is_abbreviated(text, start, match.start()):
            found.add(match.end())
    if long:
        found.update(_glued(text, start, end))
        dashes = [match.start() for match in _DASH.finditer(text, start, end)]
        found.update(dashes if len(dashes) >= _FEWEST_DASHES else ())
    return found


def _is_abbreviated(text: str, start: int, dot: int) -> bool:
    return _ABBREVIATION.search(text[max(start, dot - 12) : dot]) is not None


def _glued(text: str, start: int, end: int) -> Iterator[int]:
    """Where a lost line break glued two lines together: "minimumNumerate"."""
    for match in _GLUED.finditer(text, start, end):
        at = match.start()
        if _GLUED_NEXT.match(text, at, end) and _whole_word(text, at) not in _CAMEL:
            yield at


def _whole_word(text: str, at: int) -> str:
    begin = end = at
    while begin > max(0, at - 20) and text[begin - 1].isalpha():
        begin -= 1
    while end < min(len(text), at + 20) and text[end].isalpha():
        end += 1
    return text[begin:end].lower()


def _line(text: str, start: int, end: int, section: Section) -> Iterator[Line]:
    start, end = _trim(text, start, end)
    if start < end:
        said = text[start:end]
        yield Line(start, end, said, "legal" if _is_legal(said) else section)


def _is_legal(said: str) -> bool:
    low = said.lower()
    if not any(stem in low for stem in _LEGAL_STEMS):
        return False
    match = _LEGAL.search(said)
    # Far into a very long line it is only the end of a list whose line breaks were lost.
    return match is not None and match.start() < 2 * LONG
