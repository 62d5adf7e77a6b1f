"""How one number of the decision came about: formula, inputs, facts, sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tripos.catalog import Catalog
from tripos.content import nearest
from tripos.decide.words import amount, percent
from tripos.errors import TriposError, UnknownIdError
from tripos.web.access import by_htmx, own
from tripos.web.record.decisions import last_decision
from tripos.web.record.models import Learner
from tripos.web.record.own import catalog_of

NAMES = {
    "cost": "Your own money in USD, if you finish", "months": "Months until you finish",
    "p_complete": "Chance to finish", "p_best": "Share of futures in which it is best",
    "regret": "Worth lost against the best path of each future", "worth": "Worth",
    "screens_passed": "Share of the postings open by then",
    "study_hours": "Hours of study, also of those who stop",
}  # fmt: skip
_STEPS = {"background": "/welcome/1/", "goals": "/welcome/2/", "means": "/welcome/3/",
          "preferences": "/welcome/4/"}  # fmt: skip
_SHARES = ("p_complete", "p_best", "screens_passed")


@own
def show(request: HttpRequest, learner: Learner, number_id: str) -> HttpResponse:
    """The trace of one number of the last decision."""
    result = last_decision(learner)
    if result is None:
        raise TriposError("there is no decision yet whose numbers could be explained")
    found = trace_of(result.value, number_id, catalog_of(learner))
    template = "decide/number_sheet.html" if by_htmx(request) else "decide/number.html"
    return render(request, template, {"trace": found, "report": result.value["report"]})


def trace_of(value: Mapping[str, Any], number_id: str, catalog: Catalog) -> dict[str, Any]:
    """Title, value, formula and inputs of a number. Raises UnknownIdError."""
    traced = value["traces"]
    if number_id in traced["inputs"]:
        item = traced["inputs"][number_id]
        return {"id": number_id, "title": item["label"], "said": _range(item),
                "formula": item["shape"], "inputs": [_input(number_id, item, catalog)]}  # fmt: skip
    key, _, rest = number_id.partition(".")
    name, _, detail = rest.partition(".")
    path = next((one for one in value["report"]["paths"] if one["id"] == key), None)
    if path is None or name not in traced["formulas"] or key not in traced["paths"]:
        ids = [f"{one}.{kind}" for one in traced["paths"] for kind in traced["formulas"]]
        raise UnknownIdError("number", number_id, nearest(number_id, ids))
    inputs = traced["paths"][key][name]
    return {
        "id": number_id,
        "title": f"{NAMES[name]}: {path['title']}",
        "said": _value(path, name, detail),
        "formula": traced["formulas"][name],
        "inputs": [
            _input(one, traced["inputs"][one], catalog) for one in inputs if one in traced["inputs"]
        ],
        "unknown": path["unknown"],
    }  # fmt: skip


def _value(path: Mapping[str, Any], name: str, detail: str) -> str:
    found: Any = path["hours"] if name == "study_hours" else path.get(name)
    if isinstance(found, Mapping):
        if detail not in found:
            detail = "p50" if "p50" in found else next(iter(found))
        ends = {"p10": "10 of 100 at most", "p50": "the middle", "p90": "90 of 100 at most"}
        said = ends.get(detail, f"after {detail} months")
        return f"{_written(found[detail], name)} ({said})"
    return _written(found, name)


def _written(value: float | None, name: str) -> str:
    if value is None:
        return "unknown"
    if name in _SHARES:
        return percent(value)
    return (
        f"{value:,.4f}".rstrip("0").rstrip(".") if name in ("worth", "regret") else f"{value:,.0f}"
    )


def _range(item: Mapping[str, Any]) -> str:
    low, mode, high = (amount(item[end], item["unit"]) for end in ("low", "mode", "high"))
    return low if low == high else f"{low} to {high}, mostly {mode}"


def _input(key: str, item: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    facts = []
    for fact in item["facts"]:
        entry, _, field = fact["path"].partition(".")
        inside = entry in catalog.entries and bool(field)
        address = f"/catalog/fact/{fact['path']}" if inside else _STEPS.get(entry)
        facts.append({**fact, "address": address, "in_catalog": inside})
    return {**item, "key": key, "range": _range(item), "facts": facts}
