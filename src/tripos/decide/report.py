"""The public form of a decision (docs/decide-model.md): keys may be added, never renamed."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.decide.breakeven import break_evens, tornado
from tripos.decide.compare import dominated
from tripos.decide.coverage import coverage_by_area
from tripos.decide.decision import Decision, quantiles
from tripos.decide.explain import number_value, sources_of
from tripos.decide.information import Inquiry, inquiries, range_of
from tripos.decide.inputs import Input
from tripos.decide.outcomes import MARKS, Outcome
from tripos.decide.questions import answers
from tripos.decide.terms import read_terms
from tripos.decide.verdict import hard_filters, judge

_SHARES = ("p10", "p50", "p90")


def to_json(decision: Decision) -> dict[str, Any]:
    """Everything a reader of the decision needs, as plain values."""
    inquired, values = inquiries(decision)
    verdict = judge(decision, values)
    compared = decision.comparison
    better = dominated(decision.open_outcomes())
    order = [*compared.order, *sorted(set(decision.outcomes) - set(compared.order))]
    return {
        "person": decision.question.person.name,
        "today": str(decision.question.today),
        "verdict": {
            "kind": verdict.kind,
            "path": verdict.path,
            "sentence": verdict.sentence,
            "reasons": list(verdict.reasons),
            "margin": round(compared.margin, 4),
            "margin_se": round(compared.margin_se, 4),
            "ahead": round(compared.ahead, 3),
            "rival": compared.rival,
            "p_best": {key: round(share, 4) for key, share in compared.p_camp.items()},
        },
        "paths": [_path(decision, decision.outcomes[key], better) for key in order],
        "hard_filters": [
            {"posting": item.posting, "label": item.label, "needs": item.needs,
             "quote": item.quote, "weight": round(item.weight, 4), "share": item.share}
            for item in hard_filters(decision)
        ],
        "doors": _doors(decision),
        "sensitivity": [
            {"input": swing.name, "label": decision.inputs[swing.name].label,
             "low": round(swing.low, 4), "high": round(swing.high, 4),
             "at_low": round(swing.at_low, 4), "at_high": round(swing.at_high, 4),
             "tips_at": None if swing.tips is None else round(swing.tips, 4),
             "unit": decision.inputs[swing.name].unit}
            for swing in tornado(decision)
        ],
        "break_even": [
            {"id": item.id, "statement": item.statement, "value": item.value, "now": item.now,
             "unit": item.unit}
            for item in break_evens(decision)
        ],
        "value_of_information": [_inquiry(item) for item in inquired],
        "faq": [
            {"id": item.id, "question": item.question, "answer": item.answer}
            for item in answers(decision)
        ],
        "unknown": _unknown(decision),
        "weights": {key: round(value, 4) for key, value in decision.scales.weights.items()},
        "caveats": list(decision.question.catalog.caveats),
        "months": decision.question.months,
        "seed": decision.question.seed,
        "draws": decision.question.draws,
    }  # fmt: skip


def _path(decision: Decision, outcome: Outcome, better: dict[str, str]) -> dict[str, Any]:
    path, key = outcome.path, outcome.path.id
    why = decision.closed[key]
    compared = decision.comparison

    def number(name: str, detail: str = "") -> Any:
        return number_value(decision, outcome, name, detail)

    return {
        "id": key,
        "kind": path.kind,
        "title": path.title,
        "short": path.short,
        "eligible": not why,
        "why_not": list(why),
        "lacks": list(path.lacks),
        "notes": list(path.notes),
        "p_best": number("p_best"),
        "regret": number("regret"),
        "worth": number("worth"),
        "worth_se": round(compared.se[key], 5) if key in compared.se else None,
        "cost": {share: number("cost", share) for share in _SHARES},
        "cost_all": {name: round(x, 2) for name, x in quantiles(outcome.cost).items()},
        "aid": round(float(outcome.aid.mean()), 2),
        "pay_lost": round(float(outcome.pay_lost.mean()), 2),
        "months": {share: number("months", share) for share in _SHARES},
        "hours": round(float(outcome.hours.mean()), 1),
        "p_complete": number("p_complete"),
        "p_complete_se": _share_error(outcome),
        "screens_passed": {str(month): number("screens_passed", str(month)) for month in MARKS},
        "reach_by_month": [round(float(share), 4) for share in outcome.by_month],
        "coverage": _coverage(decision, outcome),
        "access": _access(decision, outcome),
        "research": path.research,
        "network": path.network,
        "dominated_by": better.get(key),
        "unknown": list(path.unknown),
    }


def _access(decision: Decision, outcome: Outcome) -> dict[str, str]:
    """Research and fellow students as the catalogue has them; unknown stays unknown."""
    program = decision.question.catalog.programs.get(outcome.path.program or "")
    if program is None:
        return {"research": "none", "network": "none"}
    terms = read_terms(program)
    return {"research": terms.research or "unknown", "network": terms.network or "unknown"}


def _share_error(outcome: Outcome) -> float:
    """Standard error of the share that finishes."""
    share = float(outcome.finished.mean())
    return round(float(np.sqrt(share * (1 - share) / len(outcome.cost))), 5)


def _coverage(decision: Decision, outcome: Outcome) -> dict[str, float]:
    atlas = decision.question.atlas
    areas = {key: atlas[key].area for key in decision.question.targets}
    found = coverage_by_area(
        outcome.path, decision.question.targets, areas, decision.question.belief
    )  # fmt: skip
    return {area: round(share, 3) for area, share in sorted(found.items())}


def _doors(decision: Decision) -> list[dict[str, Any]]:
    """Each target with the chance that it is open at the end, on the paths worth showing."""
    shown = ["stay", *decision.comparison.order[:3]]
    return [
        {
            "id": door.id,
            "label": door.label,
            "weight": round(door.weight, 4),
            "quote": door.quote,
            "asks": sorted({key for group in door.asks for key in group}),
            "open_at_end": {
                key: round(decision.outcomes[key].doors[at], 4) for key in dict.fromkeys(shown)
            },
        }
        for at, door in enumerate(decision.doors)
    ]


def _inquiry(item: Inquiry) -> dict[str, Any]:
    return {
        "fact": item.fact, "label": item.label, "months": item.months, "money": item.money,
        "worth": round(item.worth, 5), "now": item.now, "where": item.where,
        "paths": list(item.paths),
    }  # fmt: skip


def _unknown(decision: Decision) -> list[dict[str, Any]]:
    """What is not known: facts that were assumed, and what the person did not say."""
    open_paths = {
        name for outcome in decision.open_outcomes() for part in outcome.path.parts
        for name in (part.hours, part.price, part.entry.admit if part.entry else None)
    }  # fmt: skip
    found = [
        _assumed(decision, item)
        for name, item in decision.inputs.items()
        if not item.known and name in open_paths
    ]
    own = [{"fact": line.partition(":")[0], "label": line, "assumed": None}
           for line in decision.learner.unknown]  # fmt: skip
    return [*own, *found]


def _assumed(decision: Decision, item: Input) -> dict[str, Any]:
    sources = sources_of(decision, item)
    return {
        "fact": item.facts[0],
        "label": f"{item.label}: not known",
        "assumed": range_of(item),
        "basis": sources[-1].path if sources else None,
    }
