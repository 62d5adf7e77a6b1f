"""Mock examinations: a timed paper over a stage or an admission list, and its report."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tripos.atlas import STAGES, Atlas
from tripos.catalog import Catalog
from tripos.content import nearest
from tripos.errors import TriposError, UnknownIdError
from tripos.exam.offer import Asked
from tripos.exam.question import Rng

LEAST_MINUTES, MOST_MINUTES = 10, 240
PASS = 0.6
_ROOM = 0.9  # share of the time that the questions of a paper are expected to take


@dataclass(frozen=True, slots=True)
class Syllabus:
    """What a paper is about."""

    title: str
    topics: tuple[str, ...]


def stage_syllabus(atlas: Atlas, stage: int) -> Syllabus:
    """The core competencies of a stage. Raises TriposError for a stage that does not exist."""
    if stage not in STAGES:
        raise TriposError(f"there is no stage {stage}: choose from {', '.join(map(str, STAGES))}")
    topics = tuple(key for key, item in atlas.items() if item.stage == stage and item.core)
    return Syllabus(f"Stage {stage}: {STAGES[stage]}", topics)


def program_syllabus(atlas: Atlas, catalog: Catalog, key: str) -> Syllabus:
    """What a program's admission list names. Raises UnknownIdError, and TriposError without one."""
    if key not in catalog.programs:
        raise UnknownIdError("program", key, nearest(key, catalog.programs))
    program = catalog.programs[key]
    topics = tuple(dict.fromkeys(
        one for group in program.admission_requires for one in group if one in atlas
    ))  # fmt: skip
    if not topics:
        raise TriposError(f"{program.name} publishes no list of prerequisites to examine")
    return Syllabus(f"Admission to {program.name}", topics)


def set_paper(
    topics: Sequence[str], bank: Mapping[str, Sequence[Asked]], minutes: float, rng: Rng
) -> list[Asked]:
    """Questions on `topics` for `minutes`: each topic once before any twice, in the given order.

    Raises TriposError if the bank has no question on any of them or the time is out of range.
    """
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise TriposError(
            f"a paper lasts {LEAST_MINUTES} to {MOST_MINUTES} minutes, not {minutes:g}"
        )
    left = {key: list(bank[key]) for key in topics if bank.get(key)}
    if not left:
        raise TriposError("the bank has no question on these topics yet")
    chosen: list[tuple[int, Asked]] = []
    spent = 0.0
    order = list(left)
    while any(left.values()):
        rng.shuffle(order)
        for key in order:
            if left[key]:
                one = left[key].pop(int(rng.integers(len(left[key]))))
                if spent + one.minutes > _ROOM * minutes:
                    return _sorted(chosen, topics)
                chosen.append((len(chosen), one))
                spent += one.minutes
    return _sorted(chosen, topics)


def _sorted(chosen: list[tuple[int, Asked]], topics: Sequence[str]) -> list[Asked]:
    place = {key: at for at, key in enumerate(topics)}
    return [one for _, one in sorted(chosen, key=lambda pair: (place[pair[1].competency], pair[0]))]


@dataclass(frozen=True, slots=True)
class Scored:
    """Marks by area: right, and all."""

    area: str
    right: int
    all: int


@dataclass(frozen=True, slots=True)
class Result:
    """The marks of a paper. A question that was not answered counts as wrong."""

    right: int
    all: int
    areas: tuple[Scored, ...]
    weak: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of the questions answered rightly."""
        return self.right / self.all if self.all else 0.0

    @property
    def passed(self) -> bool:
        """Whether it reached the pass mark."""
        return self.share >= PASS


def result_of(atlas: Atlas, marks: Sequence[tuple[str, bool]]) -> Result:
    """The report on marks, (competency, right) each."""
    found: dict[str, list[bool]] = {}
    topics: dict[str, list[bool]] = {}
    for key, right in marks:
        found.setdefault(atlas[key].area, []).append(right)
        topics.setdefault(key, []).append(right)
    return Result(
        sum(right for _, right in marks), len(marks),
        tuple(Scored(area, sum(rights), len(rights)) for area, rights in found.items()),
        _weak(topics),
    )  # fmt: skip


def _weak(topics: Mapping[str, Collection[bool]]) -> tuple[str, ...]:
    return tuple(key for key, rights in topics.items() if not all(rights))
