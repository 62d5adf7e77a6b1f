"""Every distribution against the facts it was built from."""

from __future__ import annotations

import numpy as np
import pytest

from tests.decide.conftest import example, question_for
from tripos.catalog import facts_of, load_catalog
from tripos.decide import decide
from tripos.decide.explain import explain, number_ids, sources_of


@pytest.fixture(scope="module")
def wide():
    return decide(question_for(example("data-engineer"), draws=4000))


def spans(decision):
    """Every input that rests on one known catalogue fact with a number or a range."""
    entries = decision.question.catalog.entries
    for item in decision.inputs.values():
        if item.role not in ("fact", "judgement") or not item.known or item.beta:
            continue
        key, _, name = item.facts[0].partition(".")
        if item.name.startswith("prepare.") or len(item.facts) != 1 or key not in entries:
            continue
        span = facts_of(entries[key])[name].span()
        if span:
            yield item, span, facts_of(entries[key])[name]


def test_there_is_something_to_calibrate(wide):
    assert len(list(spans(wide))) > 100


def test_the_most_likely_value_is_the_facts_own(wide):
    for item, span, _ in spans(wide):
        assert item.mode == pytest.approx(min(span[1], 1.0) if item.unit == "share" else span[1])


def test_the_range_holds_the_facts_range_and_widens_with_doubt(wide):
    catalog = wide.question.catalog
    for item, span, fact in spans(wide):
        assert item.low <= span[0] + 1e-9 and item.high >= min(span[2], item.high) - 1e-9
        if item.role == "fact" and span[0] == span[2] > 0 and item.unit != "share":
            width = catalog.assumption(f"width-{fact.confidence}")[1]
            assert item.high / span[2] == pytest.approx(1 + width)
            assert item.low / span[0] == pytest.approx(1 - width)


def test_draws_stay_inside_and_centre_on_the_distribution(wide):
    for item in wide.inputs.values():
        values = wide.draws[item.name]
        if item.role == "luck":
            assert 0 <= values.min() and values.max() <= 1
            assert values.mean() == pytest.approx(0.5, abs=0.01)
        elif item.beta is None:
            assert item.low - 1e-9 <= values.min() and values.max() <= item.high + 1e-9
            spread = max(item.high - item.low, 1e-9)
            assert abs(values.mean() - item.mean) < 0.01 * spread


def test_doubt_is_ordered_as_confidence_is():
    catalog = load_catalog()
    order = ["personal", "published", "secondary", "estimate", "recalled"]
    widths = [catalog.assumption(f"width-{name}")[1] for name in order]
    assert widths == sorted(widths) and len(set(widths)) == len(widths)


def test_what_is_not_known_is_wider_than_what_is(wide):
    known = [i for i in wide.inputs.values() if i.name.endswith(".price") and i.known and i.mode]
    unknown = [i for i in wide.inputs.values() if i.name.endswith(".price") and not i.known]
    assert unknown
    relative = lambda item: (item.high - item.low) / item.mode  # noqa: E731
    degrees = [relative(i) for i in known if not i.name.startswith("plan.")]
    assert min(map(relative, unknown)) > np.median(degrees)


def test_every_number_can_be_traced_to_sources(wide):
    for number in number_ids(wide)[::17]:
        trace = explain(wide, number)
        assert trace.formula
        for item, sources in trace.inputs:
            assert item.role == "luck" or sources, item.name
            for source in sources:
                assert source.confidence


def test_unknown_facts_say_what_stands_in_for_them(wide):
    item = next(i for i in wide.inputs.values() if not i.known)
    sources = sources_of(wide, item)
    assert sources[0].value is None and sources[0].confidence == "unknown"
    assert sources[1].value is not None
