"""Proves a lab: the solution passes, and every mutant fails with the message it should get."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tripos.atlas import Atlas
from tripos.errors import TriposError
from tripos.labs.judge import Judge
from tripos.labs.judging import Judgement, judge_submission
from tripos.labs.lab import Lab
from tripos.markdown import to_html

SEEDS = 20
LEAST_MUTANTS = 8
_SAYS = re.compile(rb"^# says: (.+)$", re.MULTILINE)
_SHORTEST_BRIEF = 600
_ROOM = 0.5  # share of its limits that a solution may use


def problems(lab: Lab, atlas: Atlas, judge: Judge, seeds: int = SEEDS) -> list[str]:
    """What is wrong with a lab, one sentence each; empty if it is proven."""
    found = list(_card(lab, atlas))
    if found:
        return found
    found += _solution(lab, judge, seeds)
    found += _starter(lab, judge)
    for name, files in lab.mutants().items():
        found += [f"mutant {name}: {what}" for what in _mutant(lab, judge, files)]
    return found


def competency_problems(competencies: Mapping[str, float], atlas: Atlas) -> Iterator[str]:
    """What is wrong with the competencies that a card names, and their weights."""
    for key, weight in competencies.items():
        if key not in atlas:
            yield f"there is no competency '{key}'"
        if not 0 < weight <= 1:
            yield f"the weight of {key} must lie between 0 and 1"


def _card(lab: Lab, atlas: Atlas) -> Iterator[str]:
    card = lab.card
    yield from competency_problems(card.competencies, atlas)
    if card.area not in atlas.areas:
        yield f"there is no area '{card.area}'"
    if len(lab.brief) < _SHORTEST_BRIEF:
        yield f"the brief has less than {_SHORTEST_BRIEF} characters"
    try:
        to_html(lab.brief)
    except TriposError as error:
        yield f"the brief does not render: {error}"
    missing = [name for name in card.functions if f"`{name}" not in lab.brief]
    if missing:
        yield f"the brief does not name {', '.join(missing)}"
    mutants = len(lab.mutants())
    if mutants < LEAST_MUTANTS:
        yield f"there are {mutants} mutants, and {LEAST_MUTANTS} are needed"
    names = [one.name for one in lab.hidden()]
    if len(set(names)) < len(names):
        yield "two checks have the same name"
    if not lab.visible():
        yield "there is no visible check"


def _solution(lab: Lab, judge: Judge, seeds: int) -> Iterator[str]:
    files = lab.solution()
    for seed in range(seeds):
        found = judge_submission(lab, files, judge, seed)
        failed = [f"{one.name} ({one.message})" for one in found.checks if not one.passed]
        if failed:
            yield f"seed {seed}: the solution fails {'; '.join(failed)}"
            return
        if found.cpu_seconds > _ROOM * lab.card.limits.cpu_s:
            yield f"seed {seed}: the solution takes {found.cpu_seconds:.1f} CPU-s, half its limit"
    again = judge_submission(lab, files, judge, 0, checks=lab.visible())
    if again.score < again.most:
        yield "the solution fails a visible check"


def _starter(lab: Lab, judge: Judge) -> Iterator[str]:
    found = judge_submission(lab, lab.starter(), judge, 0)
    if found.score > 0:
        yield "the starter gets points"


def _mutant(lab: Lab, judge: Judge, files: dict[str, bytes]) -> Iterator[str]:
    says = _SAYS.search(files["submission.py"])
    if says is None:
        yield "its first line must be '# says: ' and a pattern of the message it should get"
        return
    first, second = (judge_submission(lab, files, judge, seed) for seed in (0, 1))
    for found in (first, second):
        if found.score >= found.most:
            yield f"seed {found.seed}: passes every check"
    if not _told(first, says[1].decode()):
        messages = "; ".join(one.message for one in first.checks if one.message)
        yield f"no message has '{says[1].decode()}': {messages[:300]}"


def _told(found: Judgement, pattern: str) -> bool:
    return any(re.search(pattern, one.message) for one in found.checks if not one.passed)
