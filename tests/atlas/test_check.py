"""The rules that `tripos check atlas` proves."""

from __future__ import annotations

import pytest

from tests.atlas.strategies import competency
from tripos.atlas import Area, Atlas, Competency, Retired
from tripos.atlas.check import atlas_problems, graph_problems

ALIASES = tuple("abcdef")


def sound(key: str = "lasso", **fields: object) -> Competency:
    """A competency that breaks no rule, but for what `fields` change."""
    requires = fields.pop("requires", ())
    plain = {"aliases": ALIASES, "refs": ("ISLP 6",), "area": "regression", "stage": 2}
    return competency(key, requires, **(plain | fields))  # type: ignore[arg-type]


def problems(*items: Competency, retired: tuple[Retired, ...] = ()) -> list[str]:
    """What is wrong with an atlas of `items`."""
    return list(graph_problems(Atlas(items, [Area("regression", "Regression", 1)], retired)))


def test_it_works() -> None:
    """The atlas that ships breaks no rule, and neither does a sound competency."""
    assert [] == list(atlas_problems())
    assert [] == problems(sound())


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"key": "Lasso_1"}, "id: use lower-case words joined by hyphens"),
        ({"core": False}, "tracks: a competency is core, or an elective"),
        ({"tracks": frozenset({"research"})}, "tracks: a competency is core, or an elective"),
        ({"can": "Fits it"}, "can: start with a lower-case verb"),
        ({"can": "fits it."}, "leave out the full stop"),
        ({"refs": ()}, "refs: name at least one reading"),
        ({"aliases": ("L1",)}, "aliases: give at least 6 names"),
        ({"requires": ("early",), "helpful": ("early",)}, "requires: names a competency twice"),
        ({"requires": ("late",)}, "requires: late belongs to the later stage 3; make it helpful"),
        ({"requires": ("elective",)}, "requires: elective is not in the track ml-engineer"),
    ],
)
def test_broken_rule(fields: dict[str, object], what: str) -> None:
    """Each broken rule is one sentence with file, competency and remedy."""
    others = (
        sound("early"),
        sound("late", stage=3),
        sound("elective", core=False, tracks=frozenset({"research"})),
    )

    found = problems(*others, sound(**fields))

    assert 1 == len(found)
    assert found[0].startswith("06-regression.yaml: ")
    assert what in found[0]


def test_practice_of_what_comes_later() -> None:
    """A competency can only practise what comes before it."""
    found = problems(sound("early", encompasses={"late": 0.5}), sound("late", requires=("early",)))

    assert 1 == len(found)
    assert "encompasses: late comes later" in found[0]


def test_retired_ids() -> None:
    """A retired id must be out of use and must have a successor."""
    found = problems(sound(), retired=(Retired("lasso", "gone", "2026-01-01"),))

    assert ["is still in use", "does not exist"] == [
        text for line in found for text in ("is still in use", "does not exist") if text in line
    ]
