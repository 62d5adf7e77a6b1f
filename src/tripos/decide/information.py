"""What to find out before committing: the value of information, in money and in months."""

from __future__ import annotations

from dataclasses import dataclass

from tripos.decide.compare import information_values
from tripos.decide.decision import Decision, knowable
from tripos.decide.inputs import Input
from tripos.decide.outcomes import Outcome

_LEAST = 2e-4
_TOP = 10
_HOW = {
    "finish-course": "take one course with a date first and see whether you finish it",
    "your.finish-course": "take one more course with a date and see whether you finish it",
    "skill-threshold": "send five applications and count the answers",
    "your.hours": "log your study hours for four weeks",
}


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One thing to find out. `months` and `money` are what knowing it is worth at most.

    worth: expected gain in utility. money: the same in USD of the person's own. months: the same
    as months of waiting for all doors. `now` is the present range.
    """

    fact: str
    label: str
    worth: float
    months: float | None
    money: float | None
    now: str
    where: str
    paths: tuple[str, ...]


def inquiries(decision: Decision) -> tuple[list[Inquiry], dict[str, float]]:
    """What is worth finding out, the most valuable first, and the value per input."""
    values = information_values(_alternatives(decision), knowable(decision))
    scales = decision.scales
    found = [
        Inquiry(
            fact=name,
            label=decision.inputs[name].label,
            worth=value,
            months=None if scales.months is None else round(float(value * scales.months), 2),
            money=None if scales.usd is None else round(float(value * scales.usd)),
            now=range_of(decision.inputs[name]),
            where=where_to_look(decision, decision.inputs[name]),
            paths=decision.inputs[name].facts,
        )
        for name, value in sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))
        if value > _LEAST
    ]
    return found[:_TOP], values


def _alternatives(decision: Decision) -> list[Outcome]:
    """The open paths, of the course plans only the best: which of them is a matter of taste."""
    plans = [o for o in decision.open_outcomes() if o.path.kind == "courses"]
    return [o for o in decision.open_outcomes() if not any(o is plan for plan in plans[1:])]


def range_of(item: Input) -> str:
    """The present range of an input in words."""
    unit = f" {item.unit}" if item.unit and item.unit not in ("share", "weight", "ratio") else ""
    if item.unit == "share":
        return f"{item.low:.0%} to {item.high:.0%}, mostly {item.mode:.0%}"
    low, mode, high = (_figure(value, item.high) for value in (item.low, item.mode, item.high))
    return f"{low} to {high}{unit}, mostly {mode}"


def _figure(value: float, largest: float) -> str:
    """A figure with as many decimals as its range needs."""
    return (
        f"{value:,.0f}" if largest >= 100 else f"{value:,.1f}" if largest >= 5 else f"{value:.2f}"
    )


def where_to_look(decision: Decision, item: Input) -> str:
    """How to find out: a page to read, something to try, or the assumption to replace."""
    if item.name in _HOW:
        return _HOW[item.name]
    if item.verify:
        return item.verify
    for path in item.facts:
        program = decision.question.catalog.programs.get(path.partition(".")[0])
        if program is not None:
            page = program.facts.get("url")
            if page and page.known:
                return f"ask the program: {page.value}"
            return f"ask {program.institution}"
    own = [
        path for path in item.facts if path.partition(".")[0] in decision.question.catalog.entries
    ]
    if own:
        return f"a judgement; set your own with: tripos catalog override {own[0]}"
    return "the plan's own list: tripos plan" if item.name.startswith("plan.") else "your own file"
