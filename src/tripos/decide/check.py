"""Finds mistakes in what the decision rests on: program terms, assumptions, skills."""

from __future__ import annotations

from collections.abc import Iterator

from tripos.atlas import load_atlas
from tripos.catalog import load_catalog
from tripos.decide.decision import ALWAYS
from tripos.decide.outcomes import WEIGHTS
from tripos.decide.posting.skills import skill_ids, skill_of
from tripos.decide.terms import read_terms
from tripos.errors import TriposError

_FIGURES = ("hours", "price", "duration_months", "deadline_months", "admission_rate")


def decide_problems() -> Iterator[str]:
    """Every problem, as a sentence with its place."""
    catalog, atlas = load_catalog(), load_atlas()
    for program in catalog.programs.values():
        try:
            terms = read_terms(program)
        except TriposError as error:
            yield str(error)
            continue
        for link in terms.stacks_into:
            if link.program not in catalog.programs:
                yield f"{program.id}.terms.stacks_into: there is no program '{link.program}'"
        for name in _FIGURES:
            fact = program.facts.get(f"terms.{name}")
            span = fact.span() if fact else None
            if fact and fact.known and (span is None or not 0 <= span[0] <= span[1] <= span[2]):
                yield f"{program.id}.terms.{name}: must be a range with low <= mode <= high"
    for key in (*ALWAYS, *(f"weight-{name}" for name in WEIGHTS)):
        if key not in catalog.assumptions:
            yield f"assumptions.yaml: there is no assumption '{key}', which the decision needs"
    for key in skill_ids():
        skill = skill_of(key)
        for competency in skill.competencies if skill else ():
            if competency not in atlas:
                yield f"skills.yaml: {key}: there is no competency '{competency}'"
