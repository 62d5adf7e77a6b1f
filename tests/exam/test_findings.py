"""What a diagnostic found: the map in numbers, the frontier, surprises, admission lists."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.atlas.strategies import UNHURRIED, atlas_of, atlases
from tripos.atlas import Atlas
from tripos.belief import INTRODUCED, KNOWN, Belief, Evidence, Mastery
from tripos.catalog import Catalog
from tripos.exam.diagnostic import accuracy
from tripos.exam.findings import admissions, call_of, findings

PROGRAM = "umich-mads"


def shown(key: str) -> Evidence:
    """A right answer."""
    return Evidence(key, "question", 0.95, 1.0, "test")


def belief_of(tested_: Collection[str] = (), **p: float) -> Belief:
    """A belief; `tested_` was answered rightly."""
    rows = {key: (shown(key),) if key in tested_ else () for key in p}
    return Belief({key: Mastery(value, rows[key]) for key, value in p.items()})


@pytest.fixture
def chain() -> Atlas:
    """a <- b <- c <- d, and e alone."""
    return atlas_of(a="", b="a", c="b", d="c", e="")


def test_it_works(chain: Atlas) -> None:
    """Areas are counted, the frontier is what is ready, and what was shown is verified."""
    claimed = belief_of(**dict.fromkeys("abcde", 0.5))
    now = belief_of("abc", a=0.95, b=0.9, c=0.1, d=0.05, e=0.5)
    found = findings(chain, claimed, now, list(chain))
    (area,) = found.areas

    assert ("area", 2, 1, 2, 3) == (area.area, area.known, area.unsure, area.missing, area.asked)
    assert ("c", "e") == found.frontier
    assert 2 == found.verified
    assert accuracy({key: one.p for key, one in now.items()}, list(chain)) == found.accuracy


def test_surprises(chain: Atlas) -> None:
    """Claimed and not confirmed, known and not claimed; doubts are no surprise."""
    claimed = belief_of(a=0.9, b=0.9, c=0.1, d=0.1, e=0.5)
    now = belief_of(a=0.2, b=0.5, c=0.9, d=0.6, e=0.9)
    found = findings(chain, claimed, now, list(chain))

    assert ("a",) == found.failed
    assert ("c",) == found.gained


def test_the_frontier_keeps_to_the_targets(chain: Atlas) -> None:
    """Only targets are named, first what most of them rest on; the known implies what it needs."""
    low = belief_of(**dict.fromkeys("abcde", 0.1))
    knows_b = belief_of(a=0.5, b=0.9, c=0.1, d=0.1, e=0.1)

    assert ("a", "e") == findings(chain, low, low, list(chain)).frontier
    assert ("e",) == findings(chain, low, low, ["c", "e"]).frontier
    assert ("c", "e") == findings(chain, low, knows_b, list(chain)).frontier


@pytest.mark.parametrize(
    ("p", "call"), [(KNOWN, "known"), (KNOWN - 0.01, "unsure"), (INTRODUCED + 0.01, "unsure"),
                    (INTRODUCED, "not known"), (0.0, "not known"), (1.0, "known")],
)  # fmt: skip
def test_what_a_probability_is_called(p: float, call: str) -> None:
    """The same bounds as for plans."""
    assert call == call_of(p)


@UNHURRIED
@given(atlases(), st.data())
def test_counts_add_up(atlas: Atlas, data: st.DataObject) -> None:
    """Each competency is counted once; what is on the frontier is not known."""
    p = {key: data.draw(st.floats(0, 1)) for key in atlas}
    now = belief_of(**p)
    found = findings(atlas, now, now, list(atlas))

    assert len(atlas) == sum(one.known + one.unsure + one.missing for one in found.areas)
    assert not set(found.frontier) & now.known
    assert ((), ()) == (found.failed, found.gained)


def admitted(
    catalog: Catalog, atlas: Atlas, p: float, tested_: Collection[str] = (), **other: float
) -> str:
    """The verdict on a list of four single requirements, all believed with `p` but `other`."""
    named = {key.replace("_", "-"): value for key, value in other.items()}
    rows = dict.fromkeys(atlas, p) | named
    one = catalog.programs[PROGRAM]
    (found,) = admissions(Catalog(courses=(), programs=[one]), belief_of(tested_, **rows))
    return found.verdict


def test_admission_verdicts(catalog: Catalog, atlas: Atlas) -> None:
    """Ready is all shown, by your word all known, nearly some unsure, not yet some missing."""
    needed = [key for group in catalog.programs[PROGRAM].admission_requires for key in group]

    assert "ready" == admitted(catalog, atlas, 0.9, needed)
    assert "by your word" == admitted(catalog, atlas, 0.9, needed[1:])
    assert "nearly" == admitted(catalog, atlas, 0.9, needed, hypothesis_testing=0.5)
    assert "not yet" == admitted(catalog, atlas, 0.5, needed, hypothesis_testing=0.1)


def test_one_of_several_is_enough(catalog: Catalog, atlas: Atlas) -> None:
    """Where a list leaves the choice, the best one stands for the line."""
    one = catalog.programs[PROGRAM]
    free = replace(one, admission_requires=(("derivatives", "matrix-operations"), ("gone",)))
    held = dict.fromkeys(atlas, 0.1) | {"matrix-operations": 0.9}
    (found,) = admissions(
        Catalog(courses=(), programs=[free]), belief_of(["matrix-operations"], **held)
    )
    (line,) = found.requirements

    assert ("ready", "met", True) == (found.verdict, line.standing, line.tested)
    assert ("derivatives", "matrix-operations") == line.options


@pytest.mark.parametrize(
    ("through", "said"), [("ridge-regression", "ready"), ("lasso", "by your word")]
)
def test_what_rests_on_a_line_shows_it(catalog: Catalog, through: str, said: str) -> None:
    """An answer to something harder shows what it rests on; a claim to it does not."""
    one = replace(catalog.programs[PROGRAM], admission_requires=(("derivatives",),))
    held = Belief({
        "derivatives": Mastery(0.9, (), through), "lasso": Mastery(0.9),
        "ridge-regression": Mastery(0.9, (shown("ridge-regression"),)),
    })  # fmt: skip
    (found,) = admissions(Catalog(courses=(), programs=[one]), held)

    assert said == found.verdict


def test_the_readiest_program_comes_first(catalog: Catalog, atlas: Atlas) -> None:
    """All programs with a list are judged, in the order of their verdicts."""
    easy = [key for group in catalog.programs[PROGRAM].admission_requires for key in group]
    held = dict.fromkeys(atlas, 0.1) | dict.fromkeys(easy, 0.9)
    found = admissions(catalog, belief_of(easy, **held))
    rank = ["ready", "by your word", "nearly", "not yet"]

    assert sum(1 for one in catalog.programs.values() if one.admission_requires) == len(found)
    assert PROGRAM in [one.program.id for one in found if one.verdict == "ready"]
    order = [rank.index(one.verdict) for one in found]
    assert sorted(order) == order
