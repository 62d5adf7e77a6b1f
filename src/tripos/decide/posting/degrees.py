"""Reads the degree screen of a posting: what it demands of the applicant's education.

Rules over sentences, not a trained model: every value can be shown with the words it rests on.
benchmarks/postings.py holds them against postings read by hand and against naive readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TypeVar

from tripos.content import parse_yaml
from tripos.decide.posting.degree_needs import Need, find_needs, passages
from tripos.decide.posting.degree_ways import own_equivalence
from tripos.decide.posting.lines import Line, split_lines
from tripos.decide.posting.reading import DEGREES, Degree, DegreeReading, Read, Screen, Span
from tripos.decide.posting.years import Years, find_years, shortened, trade

MOST_CHARACTERS = 100_000  # far above any posting; what follows is not read

T = TypeVar("T")

_REQUIRED: dict[Degree, Screen] = {
    "bachelors": "bachelors-required",
    "masters": "masters-required",
    "phd": "phd-required",
}


@cache
def _rates() -> dict[str, dict[str, list[int]]]:
    path = resources.files("tripos.decide.posting") / "data" / "degree_confidence.yaml"
    data = parse_yaml(path.read_text("utf-8"), path.name, trusted=True).data
    assert isinstance(data, dict)
    return data


def confidence(field: str, situation: str) -> float:
    """How often `field` was read rightly in `situation`, smoothed by one right and one wrong."""
    right, seen = _rates().get(field, {}).get(situation, (0, 0))
    return (right + 1) / (seen + 2)


def read_degree(text: str, title: str = "") -> DegreeReading:
    """What a posting asks of the applicant's education and experience.

    Spans point into `text`. The title takes no part, even where the text begins with it.
    """
    lines = _without_title(split_lines(text[:MOST_CHARACTERS]), text, title)
    found = passages(text, lines)
    needs = _counted(list(find_needs(found)))
    years = find_years(lines)
    shorter = shortened(found, needs, years)
    if shorter:
        needs = [replace(need, soft=True) for need in needs]
    steps, traded = shorter or trade(found, needs, years)
    return _Reader(text, lines, needs, years, steps, traded).reading()


def _without_title(lines: Sequence[Line], text: str, title: str) -> Sequence[Line]:
    begin = text[: len(title) + 200].lower().find(title.lower()) if title else -1
    if begin < 0:
        return lines
    end = begin + len(title)
    return [line for line in lines if line.end <= begin or line.start >= end or line.end > end]


def _counted(needs: Sequence[Need]) -> list[Need]:
    """`needs` without bare degrees where a hard need names its level elsewhere."""
    named = any(not need.soft and not need.bare for need in needs)
    return [need for need in needs if not (named and need.bare and not need.soft)]


def _read(field: str, value: T, situation: str, spans: Sequence[Span]) -> Read[T]:
    return Read(value, confidence(field, situation), tuple(spans))


class _Reader:
    """One posting's needs and years on their way to a reading."""

    def __init__(
        self,
        text: str,
        lines: Sequence[Line],
        needs: Sequence[Need],
        years: Sequence[Years],
        steps: dict[Degree, float],
        traded: Sequence[Years],
    ) -> None:
        self.text = text
        self.hard = [need for need in needs if not need.soft]
        self.soft = [need for need in needs if need.soft]
        self.years, self.steps, self.traded = years, steps, traded
        self.own = own_equivalence(lines) if self.hard else None

    def reading(self) -> DegreeReading:
        """All fields of the reading."""
        screen, minimum = self._screen(), self._minimum()
        situation = self._situation(screen)
        return DegreeReading(
            _read("screen", screen, situation, self._screen_needs()),
            _read("minimum_degree", minimum, situation, self._minimum_needs(minimum)),
            self._preferred(minimum),
            self._equivalent(situation),
            self._years_min(),
            dict(self.steps),
        )

    @property
    def _stands_in(self) -> bool:
        """Whether the weakest degree can be got round; a way round a stronger one is no help."""
        minimum = self._minimum()
        weakest = {need.passage for need in self.hard if need.weakest == minimum}
        return self.own is not None or any(
            need.stands_in and need.passage in weakest for need in self.hard
        )

    def _screen(self) -> Screen:
        if not self.hard:
            return "degree-preferred" if self.soft else "none-stated"
        minimum = self._minimum()
        if self._stands_in or minimum == "associate" or "none" in self.steps:
            return "degree-or-equivalent-experience"
        return _REQUIRED[minimum]

    def _minimum(self) -> Degree:
        return min((need.weakest for need in self.hard), key=DEGREES.index, default="none")

    def _screen_needs(self) -> list[Span]:
        spans = [self._span(need) for need in self.hard or self.soft]
        return spans + ([self._span(self.own)] if self.own else [])

    def _minimum_needs(self, minimum: Degree) -> list[Span]:
        return [self._span(need) for need in self.hard if minimum in need.levels]

    def _preferred(self, minimum: Degree) -> Read[Degree]:
        wished = self.soft + self._later()
        above = [n for n in wished if DEGREES.index(n.strongest) > DEGREES.index(minimum)]
        best: Degree = max((need.strongest for need in above), key=DEGREES.index, default="none")
        if best == "associate":
            best = "none"
        spans = [self._span(need) for need in above if best in need.levels]
        situation = "absent" if best == "none" else "beside" if self.hard else "alone"
        return _read("preferred_degree", best, situation, spans)

    def _later(self) -> list[Need]:
        """Stronger degrees in a later item of their own: the list of wishes lost its heading."""
        first = self.hard[0] if self.hard and not self.steps else None
        if first is None or len({need.passage for need in self.hard}) < 2:
            return []
        index = DEGREES.index(first.strongest)
        return [
            n for n in self.hard if n.passage > first.passage and DEGREES.index(n.weakest) > index
        ]

    def _equivalent(self, situation: str) -> Read[bool]:
        ends = [(need.start, need.way_end) for need in self.hard if need.way_end is not None]
        spans = [Span(start, end, self.text[start:end]) for start, end in ends]
        spans += [self._span(self.own)] if self.own else []
        return _read("equivalent_experience_ok", self._stands_in, situation, spans)

    def _years_min(self) -> Read[float | None]:
        plain = [year for year in self.years if year not in self.traded]
        least, spans = self._weakest_path()
        if plain and (least is None or max(year.least for year in plain) > least):
            least = max(year.least for year in plain)
            spans = [self._span(year) for year in plain if year.least == least]
        situation = "traded" if self.steps else "absent" if least is None else "plain"
        return _read("years_min", least, situation, spans)

    def _weakest_path(self) -> tuple[float | None, list[Span]]:
        if not self.steps:
            return None, []
        if not self.hard:
            return self.steps["none"], [self._span(year) for year in self.traded]
        weakest = min((level for level in self.steps if level != "none"), key=DEGREES.index)
        return self.steps[weakest], [self._span(year) for year in self.traded]

    def _situation(self, screen: Screen) -> str:
        if screen == "none-stated":
            return "nothing found"
        if screen == "degree-preferred":
            return "only wishes"
        if screen == "degree-or-equivalent-experience":
            return "way round"
        if all(need.bare for need in self.hard):
            return "bare degree"
        several = len({need.weakest for need in self.hard}) > 1
        if several:
            return "several levels"
        return "hard beside wishes" if self.soft else "hard alone"

    def _span(self, part: Need | Years | Line) -> Span:
        return Span(part.start, part.end, self.text[part.start : part.end])
