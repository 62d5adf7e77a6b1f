"""Plans read back from their JSON."""

from __future__ import annotations

import json

import pytest

from tests.plan.test_make import person, setting
from tripos.atlas import Atlas
from tripos.catalog import Catalog
from tripos.errors import ContentError
from tripos.plan import make_plan, read_plan


@pytest.mark.parametrize("name", ["nurse", "ben"])
def test_it_works(name: str, atlas: Atlas, catalog: Catalog) -> None:
    """Writing, reading and writing again gives the same JSON."""
    written = json.loads(json.dumps(make_plan(setting(person(name), atlas, catalog)).to_json()))

    assert written == read_plan(written, "plan.json").to_json()


@pytest.mark.parametrize("data", [None, [], {}, {"status": "optimal"}, "plan"])
def test_something_else_is_told(data: object) -> None:
    """What is no plan is refused with a sentence."""
    with pytest.raises(ContentError, match="is not a plan"):
        read_plan(data, "plan.json")


def test_the_load_adds_up(atlas: Atlas, catalog: Catalog) -> None:
    """The hours of all weeks are the hours of the plan, and no week holds more than usual."""
    plan = make_plan(setting(person("nurse"), atlas, catalog))

    assert plan.hours.mode == pytest.approx(sum(plan.load.values()), rel=1e-6)
    week = person("nurse").means.hours_per_week
    assert week is not None
    assert max(plan.load.values()) <= week.typical + 1e-6
