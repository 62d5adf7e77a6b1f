"""The line from which a metric counts as recovered, fixed from healthy and faulty runs alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import yaml

from tripos.labs.gym.case import Case, judged_files
from tripos.labs.gym.family import Family, Line
from tripos.labs.gym.judging import measure_once
from tripos.labs.judge import Judge

SEEDS = range(100, 110)  # of calibration; no proof and no case uses them
_OF_GAP, _DEVIATIONS, _MOST_OF_GAP = 0.15, 4.0, 0.5


def calibrate(family: Family, judge: Judge) -> Line:
    """Runs the healthy and the faulty variant once on each calibration seed."""
    healthy, faulty = (
        [_metric(family, name, judge, seed) for seed in SEEDS] for name in ("healthy", "faulty")
    )
    return Line(
        line=line_of(healthy, faulty, family.card.better),
        healthy=tuple(round(one, 5) for one in healthy),
        faulty=tuple(round(one, 5) for one in faulty),
    )


def _metric(family: Family, name: str, judge: Judge, seed: int) -> float:
    case = Case(family, seed)
    return measure_once(case, judged_files(case.code(name), family), judge, seed).metric


def line_of(healthy: Sequence[float], faulty: Sequence[float], better: str) -> float:
    """The healthy mean, less the larger of 15 % of the gap and four deviations of the healthy
    runs, but never more than half the gap.
    """
    sound, broken = float(np.mean(healthy)), float(np.mean(faulty))
    gap = abs(sound - broken)
    slack = min(
        _MOST_OF_GAP * gap, max(_OF_GAP * gap, _DEVIATIONS * float(np.std(healthy, ddof=1)))
    )
    return round(sound - slack if better == "high" else sound + slack, 6)


def write_line(family: Family, line: Line) -> None:
    """Stores the line in the family's folder."""
    text = yaml.safe_dump(
        {"line": line.line, "healthy": list(line.healthy), "faulty": list(line.faulty)},
        sort_keys=False,
    )  # fmt: skip
    (family.folder / "line.yaml").write_text(text, encoding="utf-8")
