"""What a program teaches this person, in which order, and how that meets a target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from tripos.belief import Belief
from tripos.catalog import Depth, Program, ProgramCourse
from tripos.decide.paths import Floats, Learned, Path

STEPS = 20  # grid of progress within a part on which learning is followed
GRASP = {Depth.INTRODUCES: 0.45, Depth.COVERS: 0.85, Depth.MASTERS: 1.0}
_USUAL_COURSES = 10


def program_learning(program: Program, wanted: Iterable[str], courses: float | None) -> Learned:
    """What the program's courses teach, course by course, for somebody who wants `wanted`.

    Of the listed courses as many are taken as the award needs: the core first, then greedily
    those that add most to what is wanted. Their order is that of the choice, core first.
    """
    target = frozenset(wanted)
    most = max(1, round(courses or _USUAL_COURSES))
    chosen: list[ProgramCourse] = []
    got: dict[str, float] = {}
    rest = list(program.courses)
    while rest and len(chosen) < most:
        best = max(rest, key=lambda course: _gain(course, got, target, chosen))
        rest.remove(best)
        chosen.append(best)
        for key, depth in best.teaches.items():
            got[key] = max(got.get(key, 0.0), GRASP[depth])
    chosen.sort(key=lambda course: not _is_core(course))
    share = 1 / max(len(chosen), 1)
    return tuple(
        ((at + 1) * share, key, depth)
        for at, course in enumerate(chosen)
        for key, depth in course.teaches.items()
    )


def _is_core(course: ProgramCourse) -> bool:
    role = (course.role or "").casefold()
    return role.startswith(("core", "required", "compulsory", "foundation"))


def _gain(
    course: ProgramCourse,
    got: Mapping[str, float],
    target: frozenset[str],
    chosen: list[ProgramCourse],
) -> tuple[bool, float]:
    """Core courses first; of a core group with a choice (`pick`) only one; then by what is new."""
    role = (course.role or "").casefold()
    forced = _is_core(course) and not (
        "pick" in role and any((other.role or "").casefold() == role for other in chosen)
    )
    new = sum(
        max(0.0, GRASP[depth] - got.get(key, 0.0))
        for key, depth in course.teaches.items()
        if key in target
    )
    return forced, new


Asked = tuple[tuple[str, ...], ...]  # groups of competencies that count alike


class Grasp:
    """How much of several demands can be shown as a path goes on.

    A demand holds groups of competencies; each group counts alike, and so does each of its
    members. What does not depend on the path is worked out once.
    """

    def __init__(self, demands: Iterable[Asked], belief: Belief) -> None:
        self.place = {demand: at for at, demand in enumerate(dict.fromkeys(demands))}
        keys = sorted({key for demand in self.place for group in demand for key in group})
        self._column = {key: at for at, key in enumerate(keys)}
        self._base = np.array([belief[key].p if key in belief else 0.0 for key in keys])
        self._weights = np.zeros((len(keys), len(self.place)))
        self._free = np.zeros(len(self.place))
        for demand, at in self.place.items():
            groups = [group for group in demand if group]
            self._free[at] = 0.0 if groups else 1.0
            for group in groups:
                for key in group:
                    self._weights[self._column[key], at] += 1 / (len(group) * len(groups))

    def curves(self, path: Path, credits: Sequence[float]) -> Floats:
        """Mean grasp of each demand over progress: shape (parts * STEPS + 1, demands).

        `credits` holds a number for each part. Grasp of a competency is the greatest of the belief
        in it and, for each part, its credit times what it has taught so far (0.45 introduced, 0.85
        covered, 1 mastered). The first row is today's; a demand for nothing is fully met.
        """
        taught = np.zeros((len(path.parts) * STEPS + 1, len(self._column)))
        for number, part in enumerate(path.parts):
            for share, key, depth in part.learns:
                at = self._column.get(key)
                if at is not None:
                    row = number * STEPS + min(STEPS, int(np.ceil(share * STEPS - 1e-9)))
                    later = taught[row:, at]
                    np.maximum(later, credits[number] * GRASP[depth], out=later)
        return np.asarray(np.maximum(self._base, taught) @ self._weights + self._free)


def coverage_by_area(
    path: Path, wanted: Iterable[str], area_of: Mapping[str, str], belief: Belief
) -> dict[str, float]:
    """Share of the wanted competencies of each area that are grasped at the path's end."""
    got = {key: belief[key].p for key in wanted if key in belief}
    for part in path.parts:
        for _, key, depth in part.learns:
            if key in got:
                got[key] = max(got[key], GRASP[depth])
    areas: dict[str, list[float]] = {}
    for key, value in got.items():
        areas.setdefault(area_of[key], []).append(value)
    return {area: sum(values) / len(values) for area, values in areas.items()}
