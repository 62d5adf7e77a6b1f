"""Traces a number of the report to its formula, its inputs and their facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tripos.catalog import Fact, facts_of
from tripos.content import nearest
from tripos.decide.decision import Decision, cost_if_finished, knowable, quantiles
from tripos.decide.inputs import Input
from tripos.decide.outcomes import MARKS, Outcome
from tripos.errors import TriposError, UnknownIdError

_FORMULAS = {
    "cost": "sum over months of price of the term x (1 + growth) ^ years since the price's date,"
    " plus subscriptions by month, less employer aid up to its yearly amount; if finished",
    "months": "waiting for the next intake after the deadline (a second application after a"
    " refusal), then study hours / hours a week, held back by the program's shortest time, pauses,"
    " full courses and your breaks; over the draws that finish",
    "p_complete": "share of draws admitted, not stopped before the end (survival (1 + t / shape) ^"
    " -alpha, fitted to the chance to finish) and done within the horizon",
    "p_best": "share of draws in which the path is worth most of all paths open to you",
    "regret": "mean over draws of the worth of that draw's best path less the worth of this one",
    "worth": "weights x (soon, reach, coverage, finish, research, network) - weight of money x"
    " (cost / budget + years of pay lost / pay-scale) - weight of hours x hours / hours-scale",
    "screens_passed": "weighted share of target postings whose formal screen, asked skills and"
    " unwritten look are all passed by that month",
    "study_hours": "mean study hours over all draws, those who stop early included",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One fact or field behind an input."""

    path: str
    value: Any
    source: str | None
    as_of: str | None
    confidence: str


@dataclass(frozen=True, slots=True)
class Trace:
    """How a number came about. `inputs` are named with their ranges and sources."""

    id: str
    value: Any
    formula: str
    inputs: tuple[tuple[Input, tuple[Source, ...]], ...]


def number_ids(decision: Decision) -> list[str]:
    """Every number that can be explained."""
    found = list(decision.inputs)
    for key in decision.outcomes:
        found += [f"{key}.cost.{q}" for q in ("p10", "p50", "p90")]
        found += [f"{key}.months.{q}" for q in ("p10", "p50", "p90")]
        found += [
            f"{key}.{name}" for name in ("p_complete", "p_best", "regret", "worth", "study_hours")
        ]
        found += [f"{key}.screens_passed.{month}" for month in MARKS]
    return found


def explain(decision: Decision, number: str) -> Trace:
    """The trace of one number. Raises UnknownIdError with the nearest ids."""
    if number in decision.inputs:
        item = decision.inputs[number]
        drawn = quantiles(decision.draws[number])
        return Trace(number, drawn, _shape(item), ((item, sources_of(decision, item)),))
    ids = number_ids(decision)
    if number not in ids:
        raise UnknownIdError("number", number, nearest(number, ids), "--explain")
    key, _, rest = number.partition(".")
    name, _, detail = rest.partition(".")
    outcome = decision.outcomes[key]
    value = number_value(decision, outcome, name, detail)
    used = tuple((item, sources_of(decision, item)) for item in _inputs_of(decision, outcome, name))
    return Trace(number, value, _FORMULAS[name], used)


def number_value(decision: Decision, outcome: Outcome, name: str, detail: str = "") -> Any:
    """The value of one number of an outcome. Raises TriposError for an unknown name."""
    key, compared = outcome.path.id, decision.comparison
    if name == "cost":
        return round(cost_if_finished(outcome)[detail], 2)
    if name == "months":
        done = outcome.finish[np.isfinite(outcome.finish)]
        return round(quantiles(done)[detail], 1) if len(done) else None
    if name == "screens_passed":
        return round(float(outcome.by_month[int(detail)]), 4)
    simple = {
        "p_complete": float(outcome.finished.mean()),
        "p_best": compared.p_best.get(key, 0.0),
        "regret": compared.regret.get(key),
        "worth": float(outcome.worth.mean()),
        "study_hours": float(outcome.hours.mean()),
    }
    if name not in simple:
        raise TriposError(f"there is no number called '{name}'")
    found = simple[name]
    return None if found is None else round(found, 4)


def traces(decision: Decision) -> dict[str, Any]:
    """Every number of the open paths as plain values, for a page that explains it later.

    `inputs` by name: label, range, unit, role and facts. `paths` by id, and then by name of a
    number: the names of its inputs. `formulas` by name of a number. Whoever shows the value takes
    it from the report.
    """
    paths = {
        outcome.path.id: {
            name: [item.name for item in _inputs_of(decision, outcome, name)] for name in _FORMULAS
        }
        for outcome in decision.open_outcomes()
    }
    used = {name for path in paths.values() for names in path.values() for name in names}
    shown = used | set(knowable(decision))
    return {
        "formulas": dict(_FORMULAS),
        "inputs": {
            key: {
                "label": item.label, "low": item.low, "mode": item.mode, "high": item.high,
                "unit": item.unit, "role": item.role, "known": item.known,
                "shape": _shape(item),
                "facts": [
                    {"path": source.path, "value": source.value, "source": source.source,
                     "as_of": source.as_of, "confidence": source.confidence}
                    for source in sources_of(decision, item)
                ],
            }
            for key, item in decision.inputs.items()
            if key in shown
        },
        "paths": paths,
    }  # fmt: skip


def _inputs_of(decision: Decision, outcome: Outcome, name: str) -> list[Input]:
    """The inputs that enter a number of a path."""
    names: list[str] = []
    for part in outcome.path.parts:
        names += [part.hours, part.leaving.finish, *([part.seats] if part.seats else [])]
        if name in ("cost", "worth", "p_best", "regret"):
            names += [part.price, "tuition-escalation", "aid-tax"]
        if part.entry:
            names += [n for n in (part.entry.admit, part.entry.lead) if n]
        if part.gate:
            names.append(part.gate)
        if name in ("screens_passed", "worth", "p_best", "regret"):
            names += [part.credit, "skill-threshold", "years-slack", "signal-work"]
    names.append(decision.learner.hours)
    if name in ("screens_passed", "worth", "p_best", "regret"):
        names += [decision.learner.unspoken, "degree-exception"]
    return [decision.inputs[key] for key in dict.fromkeys(names)]


def _shape(item: Input) -> str:
    if item.role == "luck":
        return "uniform between 0 and 1: chance, which nothing can be found out about"
    if item.beta is not None:
        return f"Beta({item.beta[0]:.2f}, {item.beta[1]:.2f})"
    if item.sure:
        return f"exactly {item.mode:g} {item.unit}".strip()
    return f"triangular from {item.low:g} over {item.mode:g} to {item.high:g} {item.unit}".strip()


def sources_of(decision: Decision, item: Input) -> tuple[Source, ...]:
    """The facts behind an input, with source, date and confidence."""
    found = []
    for path in item.facts:
        fact = _fact(decision, path)
        if fact is None:
            found.append(Source(path, _own(decision, path), "your file", None, "personal"))
        else:
            found.append(Source(path, fact.value, fact.source, fact.as_of, fact.confidence))
    return tuple(found)


def _fact(decision: Decision, path: str) -> Fact | None:
    key, _, name = path.partition(".")
    entry = decision.question.catalog.entries.get(key)
    return facts_of(entry).get(name) if entry else None


def _own(decision: Decision, path: str) -> Any:
    value: Any = decision.question.person.model_dump(mode="json")
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value
