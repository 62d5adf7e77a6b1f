"""The atlas as a graph one can ask."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.atlas.strategies import UNHURRIED, atlas_of, atlases, atlases_with_some, competency
from tripos.atlas import Area, Atlas, Retired
from tripos.errors import ContentError, UnknownIdError


@pytest.fixture
def small() -> Atlas:
    """a <- b <- d, a <- c <- d, and e on its own."""
    return atlas_of(d="b c", c="a", b="a", a="", e="")


def test_it_works(small: Atlas) -> None:
    """Each competency stands after all that it requires."""
    assert 5 == len(small)
    assert ("a", "b", "c", "d") == tuple(sorted(small.closure(["d"])))
    assert "d" == small.closure(["d"])[-1]


def test_ancestors_and_descendants_of_a_diamond(small: Atlas) -> None:
    """Both ways through a diamond count."""
    assert frozenset("abc") == small.ancestors["d"]
    assert frozenset("bcd") == small.descendants["a"]
    assert ("b", "c") == tuple(sorted(small.unlocks["a"]))


@UNHURRIED
@given(atlases())
def test_order_of_teaching(atlas: Atlas) -> None:
    """Nothing comes before what it requires or is helped by."""
    place = {key: at for at, key in enumerate(atlas)}

    assert all(place[one] < place[key] for key in atlas for one in atlas[key].prerequisites)


@UNHURRIED
@given(atlases())
def test_ancestors_mirror_descendants(atlas: Atlas) -> None:
    """What rests on a thing is exactly what has it below, and nothing rests on itself."""
    up = {(one, key) for key in atlas for one in atlas.ancestors[key]}
    down = {(key, one) for key in atlas for one in atlas.descendants[key]}

    assert up == down
    assert all(one != key for one, key in up)


@UNHURRIED
@given(atlases())
def test_ancestors_are_transitive(atlas: Atlas) -> None:
    """The ancestors are the requirements and all of theirs, and no more."""
    for key, item in atlas.items():
        expected = set(item.requires).union(*(atlas.ancestors[one] for one in item.requires))
        assert expected == atlas.ancestors[key]


@UNHURRIED
@given(atlases())
def test_unlocks_mirror_requires(atlas: Atlas) -> None:
    """`unlocks` and `edges` are the hard requirements, seen from the other side."""
    hard = {(one, key) for key in atlas for one in atlas[key].requires}

    assert hard == {(one, key) for one in atlas for key in atlas.unlocks[one]}
    assert hard == set(atlas.edges())


@UNHURRIED
@given(atlases_with_some())
def test_closure(case: tuple[Atlas, frozenset[str], str]) -> None:
    """A closure holds its targets, is closed, in order, and closing it again adds nothing."""
    atlas, targets, _ = case
    closed = atlas.closure(targets)

    assert targets <= set(closed)
    assert all(set(atlas[key].requires) <= set(closed) for key in closed)
    assert all(key in targets or atlas.descendants[key] & targets for key in closed)
    assert list(closed) == [key for key in atlas if key in closed]
    assert closed == atlas.closure(closed)


@UNHURRIED
@given(atlases_with_some())
def test_ready(case: tuple[Atlas, frozenset[str], str]) -> None:
    """Ready is what is unknown and has all its hard requirements known."""
    atlas, known, _ = case
    ready = atlas.ready(known)

    assert not known & set(ready)
    assert all(known.issuperset(atlas[key].requires) for key in ready)
    left_out = set(atlas) - known - set(ready)
    assert all(set(atlas[key].requires) - known for key in left_out)


@UNHURRIED
@given(atlases_with_some())
def test_something_is_always_ready(case: tuple[Atlas, frozenset[str], str]) -> None:
    """Whoever does not know everything can learn something."""
    atlas, some, _ = case
    known = atlas.implied(some)

    assert bool(atlas.ready(known)) == (len(known) < len(atlas))


@UNHURRIED
@given(atlases_with_some())
def test_path(case: tuple[Atlas, frozenset[str], str]) -> None:
    """A path can be walked step by step, ends at the target and sums to its hours."""
    atlas, known, target = case
    steps = atlas.path(target, known)
    have = set(atlas.implied(known))

    assert sum(step.hours for step in steps) == atlas.hours([target], known)
    assert bool(steps) == (target not in have)
    for step in steps:
        assert step.competency.id in atlas.ready(have)
        have.add(step.competency.id)
    assert target in have


@UNHURRIED
@given(atlases_with_some())
def test_hours(case: tuple[Atlas, frozenset[str], str]) -> None:
    """Knowing more never costs hours, and what is known costs none."""
    atlas, known, target = case

    assert atlas.hours([target], known) <= atlas.hours([target])
    assert atlas.hours([target]) <= atlas.hours([target, *known])
    assert 0 == atlas.hours(known, known)


@UNHURRIED
@given(atlases_with_some())
def test_implied(case: tuple[Atlas, frozenset[str], str]) -> None:
    """Who knows a thing knows what it rests on."""
    atlas, known, _ = case

    assert set(atlas.closure(known)) == atlas.implied(known)


@pytest.mark.parametrize("circle", ["ab", "abc", "abcdef"])
def test_circle_is_named(circle: str) -> None:
    """A circle of requirements is refused with every member named, each after its requirement."""
    requires = {key: circle[at - 1] for at, key in enumerate(circle)}

    with pytest.raises(ContentError, match="requirements run in a circle") as caught:
        atlas_of(**requires, outside="")

    named = str(caught.value).split(": ")[-1].split(" -> ")
    assert named[0] == named[-1]
    assert set(circle) == set(named)
    assert "outside" not in str(caught.value)


def test_self_requirement_is_a_circle() -> None:
    """A competency cannot require itself."""
    with pytest.raises(ContentError, match="circle: a -> a"):
        atlas_of(a="a")


@pytest.mark.parametrize("field", ["requires", "helpful", "encompasses"])
def test_misspelt_edge(field: str) -> None:
    """An edge to nowhere names its owner and suggests the nearest competency."""
    value = {"lasoo": 0.5} if field == "encompasses" else ("lasoo",)
    items = [competency("lasso"), competency("elastic-net", **{field: value})]

    with pytest.raises(ContentError) as caught:
        Atlas(items, [Area("area", "Area", 1)])

    expected = "elastic-net: names the unknown competency 'lasoo'; did you mean lasso?"
    assert expected == str(caught.value)


def test_find_is_lenient_about_case_and_spaces(small: Atlas) -> None:
    """Capitals and surrounding spaces do not matter."""
    assert "a" == small.find("  A ").id


def test_find_suggests(atlas: Atlas) -> None:
    """A misspelt id is answered with the nearest ones, and with the place if it is given."""
    with pytest.raises(UnknownIdError, match=r"^me: there is no competency 'ridge-regresion'") as e:
        atlas.find("ridge-regresion", "me")

    assert "did you mean ridge-regression" in str(e.value)


def test_find_nonsense(atlas: Atlas) -> None:
    """Where nothing is near nothing is suggested, and an endless id is shortened."""
    with pytest.raises(UnknownIdError) as caught:
        atlas.find("?" * 3000)

    assert "did you mean" not in str(caught.value)
    assert 200 > len(str(caught.value))


def test_retired_id_leads_to_its_successor() -> None:
    """Evidence on a retired id is carried on by its successor."""
    atlas = Atlas(
        [competency("new")], [Area("area", "Area", 1)], [Retired("old", "new", "2026-01-01")]
    )

    assert "new" == atlas.find("old").id


def test_select(atlas: Atlas) -> None:
    """Area, stage and track narrow down; core competencies belong to every track."""
    chosen = atlas.select(area="regression", stage=2, track="research")

    assert chosen
    assert {("regression", 2)} == {(item.area, item.stage) for item in chosen}
    assert all(item.core or "research" in item.tracks for item in chosen)
    assert [item.id for item in chosen] == [key for key in atlas if atlas[key] in chosen]
    assert len(atlas) == len(atlas.select())
