"""Every number has a trace, every input a source, and the documents name what is assumed."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from tests.decide.conftest import EXAMPLES, changed, example, question_for
from tests.decide.posting_maker import made_up
from tripos.catalog import Catalog, load_catalog
from tripos.catalog.fact import Fact
from tripos.decide import decide, explain, to_json
from tripos.decide.explain import number_ids, number_value, sources_of
from tripos.decide.outcomes import WEIGHTS
from tripos.errors import UnknownIdError

DOCS = Path(__file__).parents[2] / "docs"
MODEL = (DOCS / "decide-model.md").read_text(encoding="utf-8")
GUIDE = (DOCS / "decide.md").read_text(encoding="utf-8")
SECTIONS = ("paths", "hard_filters", "doors", "sensitivity", "break_even",
            "value_of_information", "faq", "unknown")  # fmt: skip
_ROW = re.compile(r"^\| `([\w-]+)` \| ([^|]+) \|", re.MULTILINE)


def test_it_works(ada):
    """A trace has the number of the report, a formula, and inputs with ranges and sources."""
    trace = explain(ada, "gatech-omscs-ml.cost.p50")
    path = next(path for path in to_json(ada)["paths"] if path["id"] == "gatech-omscs-ml")

    assert path["cost"]["p50"] == trace.value
    assert "price of the term" in trace.formula
    names = [item.name for item, _ in trace.inputs]
    assert {"gatech-omscs-ml.price", "gatech-omscs-ml.hours", "tuition-escalation",
            "your.hours"} <= set(names)  # fmt: skip
    assert len(names) == len(set(names))


def test_every_input_says_where_it_comes_from(ada):
    """A catalogue fact with source and confidence, or a field of the person's own file."""
    for item in ada.inputs.values():
        sources = sources_of(ada, item)
        assert item.role == "luck" or sources, item.name
        for source in sources:
            assert source.path and source.confidence, item.name
            assert source.source or source.confidence == "unknown", item.name


def test_a_field_of_the_file_is_quoted(ada):
    """One's own figure is shown as one wrote it."""
    (traced,) = explain(ada, "your.hours").inputs

    assert traced[1][0].value == {"low": 5.0, "typical": 10.0, "high": 14.0}
    assert ("your file", "personal") == (traced[1][0].source, traced[1][0].confidence)


def test_an_input_is_explained_by_its_distribution(ada):
    """Triangular, Beta, a single value, or chance."""
    assert explain(ada, "skill-threshold").formula.startswith("triangular from 0.35 over 0.5")
    assert explain(ada, "stop-out-months").formula == "exactly 4 months"
    assert explain(ada, "luck.seats").formula.startswith("uniform between 0 and 1")
    assert explain(ada, "market.ml-engineer.graduate").formula.startswith("Beta(")
    drawn = explain(ada, "skill-threshold").value
    assert drawn["p50"] == pytest.approx(np.median(ada.draws["skill-threshold"]))


def test_what_is_unknown_shows_what_stands_in_for_it(ada):
    """The fact without a value, then the assumption."""
    item = next(item for item in ada.inputs.values() if not item.known)
    first, second = explain(ada, item.name).inputs[0][1]

    assert (None, "unknown") == (first.value, first.confidence)
    assert second.path.endswith(".value") and second.value is not None


def test_every_number_of_a_path_is_the_reports(ada):
    """The trace and the report never differ."""
    for path in to_json(ada)["paths"][:6]:
        for name in ("worth", "p_best", "regret", "p_complete"):
            assert explain(ada, f"{path['id']}.{name}").value == path[name]
        for group in ("cost", "months", "screens_passed"):
            for key, value in path[group].items():
                assert explain(ada, f"{path['id']}.{group}.{key}").value == value


def test_a_wrong_number_is_answered_with_the_nearest(ada):
    """No other number is explained in its place."""
    with pytest.raises(UnknownIdError) as caught:
        explain(ada, "stay.wort")

    assert "stay.worth" in str(caught.value)
    assert "stay.worth" in number_ids(ada)


def test_worth_is_what_the_formula_says(ada):
    """The weighted sum, worked out once more from the parts that the outcome keeps."""
    w, scales = ada.scales.weights, ada.scales
    for outcome in ada.outcomes.values():
        path = outcome.path
        finished = outcome.finished if path.parts else np.zeros(ada.question.draws)
        years = outcome.pay_lost / ada.draws[ada.learner.yearly_pay]
        plain = (
            w["soon"] * outcome.soon + w["reach"] * outcome.reach
            + w["coverage"] * outcome.coverage
            + finished * (w["finish"] + w["research"] * path.research
                          + w["network"] * path.network)
            - w["money"] * (outcome.cost / scales.money + years / scales.pay)
            - w["hours"] * outcome.hours / scales.hours
        )  # fmt: skip
        assert plain == pytest.approx(outcome.worth, abs=1e-6), path.id


def test_a_weight_of_ones_own_replaces_the_usual_one():
    """All weights add up to one again."""
    person = changed(example("ada"), preferences={"weights": {"money": 0.6}})
    weights = decide(question_for(person, draws=200)).scales.weights
    usual = {name: load_catalog().assumption(f"weight-{name}")[1] for name in WEIGHTS}

    assert 1.0 == pytest.approx(sum(weights.values()))
    assert weights["money"] / weights["reach"] == pytest.approx(0.6 / usual["reach"])


def test_an_override_is_used_and_shown_as_yours(ada, catalog):
    """A judgement that the person replaced is a single value of theirs."""
    mine = Fact(0.9, "share", (), "2026-11-22", "personal")
    changed_catalog = catalog.with_fact("finish-course.value", mine)
    decision = decide(question_for(example("ada"), catalog=changed_catalog))

    item = decision.inputs["finish-course"]
    assert ("yours", True, 0.9) == (item.role, item.sure, item.mode)
    before = number_value(ada, ada.outcomes["plan-balanced"], "p_complete")
    assert number_value(decision, decision.outcomes["plan-balanced"], "p_complete") > before + 0.2


def asked_assumptions(monkeypatch, question):
    """The ids of all assumptions that a decision reads, and the decision."""
    asked = set()
    original = Catalog.assumption

    def recorded(self, key):
        asked.add(key)
        return original(self, key)

    monkeypatch.setattr(Catalog, "assumption", recorded)
    decision = decide(question)
    report = to_json(decision)
    monkeypatch.undo()
    assert report["verdict"]
    return asked, decision


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.yaml")))
def test_every_assumption_is_documented(monkeypatch, name):
    """What a decision registers, and what it reads besides, stands in the table of the model."""
    asked, decision = asked_assumptions(monkeypatch, question_for(example(name), draws=200))
    judged = {
        fact.partition(".")[0]
        for item in decision.inputs.values()
        if item.role == "judgement" or not item.known
        for fact in item.facts
    }
    used = (asked | judged) & set(decision.question.catalog.assumptions)

    assert {f"weight-{weight}" for weight in WEIGHTS} <= used
    assert len(used) > 50
    assert [] == sorted(used - set(dict(_ROW.findall(MODEL))))


def test_the_table_of_assumptions_has_their_values(catalog):
    """Low / most likely / high as the catalogue has them, and no assumption that is not there."""
    rows = {key: value for key, value in _ROW.findall(MODEL) if key in catalog.assumptions}

    assert len(rows) > 70
    for key, value in rows.items():
        low, mode, high = catalog.assumption(key)
        said = f"{mode:g}" if low == high else f"{low:g} / {mode:g} / {high:g}"
        assert said == value.strip(), key


def test_no_assumption_of_the_decision_is_left_out(catalog):
    """Everything from width-published on is the decision's."""
    keys = list(catalog.assumptions)
    mine = keys[keys.index("width-published") :]

    assert [] == [key for key in mine if f"| `{key}` |" not in MODEL]


def test_every_key_of_the_json_is_documented(ada):
    """Keys of all levels stand in the tables of docs/decide.md."""
    postings = [made_up("masters", 2, 1), made_up("none", 2, 2)]
    keys, seen = set(), set()
    for decision in (ada, decide(question_for(example("ada"), postings=postings, draws=200))):
        report = to_json(decision)
        keys |= set(report) | set(report["verdict"])
        for name in SECTIONS:
            keys |= {key for row in report[name] for key in row}
            seen |= {name} if report[name] else set()

    assert set(SECTIONS) == seen
    assert [] == sorted(key for key in keys if f"`{key}`" not in GUIDE)


def test_every_option_is_documented():
    """Each option of `tripos decide` stands in the guide."""
    from tripos.cli.decide import decide as command

    options = {opt for parameter in command.params for opt in parameter.opts if opt[:2] == "--"}

    assert {"--postings", "--explain", "--draws"} <= options
    assert [] == sorted(option for option in options if f"`{option}" not in GUIDE)
