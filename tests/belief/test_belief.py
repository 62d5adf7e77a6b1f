"""What is believed of a learner, from evidence and from what they claim."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.atlas.strategies import UNHURRIED, atlas_of, atlases
from tests.conftest import EXAMPLES
from tripos.atlas import Atlas
from tripos.belief import KNOWN, Belief, Evidence, believe, believe_claims, claims, course_evidence
from tripos.belief.claims import _profiles
from tripos.belief.model import LEAK, PRIOR
from tripos.catalog import Catalog
from tripos.person import Background, Person, read_person

CLAIMS = ("degree", "course", "certificate", "rating", "work")
KINDS = (*CLAIMS, "question", "lab", "project")


@st.composite
def beliefs(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS) -> tuple[Atlas, list[Evidence]]:
    """An atlas and evidence of some kinds about its competencies."""
    atlas = draw(atlases(8))
    one = st.builds(
        Evidence,
        competency=st.sampled_from(sorted(atlas)),
        kind=st.sampled_from(kinds),
        says=st.floats(0, 1),
        weight=st.floats(0, 1),
        source=st.just("test"),
    )
    return atlas, draw(st.lists(one, max_size=12))


def claimed(key: str, says: float, kind: str = "course") -> Evidence:
    """Evidence of full weight."""
    return Evidence(key, kind, says, 1.0, "test")  # type: ignore[arg-type]


def p_of(belief: Belief) -> dict[str, float]:
    """The probabilities alone."""
    return {key: mastery.p for key, mastery in belief.items()}


@pytest.fixture
def chain() -> Atlas:
    """a <- b <- c."""
    return atlas_of(a="", b="a", c="b")


def test_it_works(chain: Atlas) -> None:
    """Strong evidence makes a competency known, and no evidence leaves the prior."""
    belief = believe(chain, [claimed("a", 0.9)])

    assert {"a"} == belief.known
    assert [PRIOR, PRIOR] == [pytest.approx(belief[key].p) for key in "bc"]
    assert 1 == len(belief["a"].evidence)


@UNHURRIED
@given(beliefs())
def test_never_certain(case: tuple[Atlas, list[Evidence]]) -> None:
    """A probability of mastery is above 0 and below 1, for each competency, always."""
    atlas, evidence = case
    found = p_of(believe(atlas, evidence))

    assert set(atlas) == set(found)
    assert all(0 < p < 1 for p in found.values())


@UNHURRIED
@given(beliefs(CLAIMS), st.data())
def test_support_never_lowers(case: tuple[Atlas, list[Evidence]], data: st.DataObject) -> None:
    """One more claim that supports lowers no probability anywhere."""
    atlas, evidence = case
    kind = data.draw(st.sampled_from(CLAIMS))
    # A rating below what counts as known does not support: it is the person's own "not yet".
    least = KNOWN if kind == "rating" else PRIOR + 0.001
    more = Evidence(
        data.draw(st.sampled_from(sorted(atlas))),
        kind,
        data.draw(st.floats(least, 1)),
        data.draw(st.floats(0, 1)),
        "more",
    )
    before, after = p_of(believe(atlas, evidence)), p_of(believe(atlas, [*evidence, more]))

    assert all(after[key] >= before[key] - 1e-9 for key in atlas)


@UNHURRIED
@given(beliefs(CLAIMS), st.data(), st.floats(PRIOR + 0.001, KNOWN - 0.01))
def test_a_low_rating_caps(
    case: tuple[Atlas, list[Evidence]], data: st.DataObject, says: float
) -> None:
    """Who rates themselves low is not believed to have it on the word of a degree."""
    atlas, evidence = case
    key = data.draw(st.sampled_from(sorted(atlas)))
    alone = [item for item in evidence if item.competency == key]
    found = believe(atlas, [*alone, Evidence(key, "rating", says, 1.0, "own word")])

    assert found[key].p <= says + (1 - says) / 3 + 1e-9


@UNHURRIED
@given(beliefs(), st.randoms(use_true_random=False))
def test_order_does_not_matter(case: tuple[Atlas, list[Evidence]], shuffler: random.Random) -> None:
    """The same evidence in another order gives the same belief."""
    atlas, evidence = case
    shuffled = list(evidence)
    shuffler.shuffle(shuffled)

    assert pytest.approx(p_of(believe(atlas, evidence))) == p_of(believe(atlas, shuffled))


@UNHURRIED
@given(beliefs(CLAIMS))
def test_mastery_flows_down(case: tuple[Atlas, list[Evidence]]) -> None:
    """By claims, who can do a thing can do what it requires, but for a leak, unless denied."""
    atlas, evidence = case
    belief = believe(atlas, evidence)
    denied = {e.competency for e in evidence if e.kind == "rating" and e.says <= PRIOR}

    for required, key in atlas.edges():
        if required not in denied and belief[key].p > PRIOR:
            assert belief[required].p >= belief[key].p * (1 - LEAK) - 1e-9


@UNHURRIED
@given(beliefs())
def test_weightless_evidence_changes_nothing(case: tuple[Atlas, list[Evidence]]) -> None:
    """Evidence on a competency that does not exist is left out."""
    atlas, evidence = case

    assert p_of(believe(atlas, evidence)) == p_of(believe(atlas, [*evidence, claimed("no", 0.9)]))


def test_flow_names_its_origin(chain: Atlas) -> None:
    """What was lifted through the graph says by what, and less is left at each step."""
    belief = believe(chain, [claimed("c", 0.95)])

    assert ["c", "c", None] == [belief[key].implied_by for key in "abc"]
    assert belief["a"].p < belief["b"].p < belief["c"].p


def test_mastery_does_not_flow_up(chain: Atlas) -> None:
    """Knowing the basics says nothing about what rests on them."""
    belief = believe(chain, [claimed("a", 0.95)])

    assert belief["b"].p == pytest.approx(PRIOR)


def test_self_rating_none_stops_the_flow(chain: Atlas) -> None:
    """Whoever says they cannot do a thing is believed, and nothing flows past it."""
    belief = believe(chain, [claimed("c", 0.95), claimed("b", 0.02, "rating")])

    assert {"c"} == belief.known
    assert belief["b"].p < PRIOR
    assert belief["a"].p == pytest.approx(PRIOR)


def test_claims_that_agree_add_little(chain: Atlas) -> None:
    """Ten weak claims do not make a sure one."""
    one = believe(chain, [claimed("a", 0.4)])["a"].p
    ten = believe(chain, [claimed("a", 0.4)] * 10)["a"].p

    assert one <= ten <= 0.6 + 1e-9


def test_contrary_evidence_lowers(chain: Atlas) -> None:
    """A failed question takes something away from a claim."""
    sure = believe(chain, [claimed("a", 0.8)])["a"].p
    unsure = believe(chain, [claimed("a", 0.8), claimed("a", 0.02, "question")])["a"].p

    assert unsure < sure


def test_profiles_name_what_exists(atlas: Atlas) -> None:
    """Degrees and roles speak of areas and competencies of the atlas."""
    for group in ("fields", "roles"):
        for name, row in _profiles()[group].items():
            assert set(row.get("areas", {})) <= set(atlas.areas), name
            assert set(row.get("competencies", {})) <= set(atlas), name


@pytest.fixture
def knows(atlas: Atlas, catalog: Catalog):
    """What a person with the given background is taken to know."""

    def go(**background: object) -> frozenset[str]:
        return believe_claims(Person(background=Background(**background)), atlas, catalog).known  # type: ignore[arg-type]

    return go


def example(name: str, atlas: Atlas, catalog: Catalog) -> frozenset[str]:
    """What one of the example persons is taken to know."""
    return believe_claims(read_person(EXAMPLES / f"{name}.yaml"), atlas, catalog).known


def test_physicist(atlas: Atlas, catalog: Catalog) -> None:
    """A physicist knows calculus, matrices and simulation, and no boosting."""
    known = example("physicist", atlas, catalog)

    assert {
        "derivatives", "gradient-vector", "eigenvalues-eigenvectors", "expectation-variance",
        "monte-carlo-simulation", "maximum-likelihood",
    } <= known  # fmt: skip
    assert not known & {
        "gradient-boosting", "sql-querying", "version-control", "transformer-architecture",
        "containers", "gaussian-processes",
    }  # fmt: skip


def test_nurse(atlas: Atlas, catalog: Catalog) -> None:
    """A nurse knows descriptive statistics, and little that needs calculus or code."""
    known = example("nurse", atlas, catalog)

    assert "descriptive-statistics" in known
    assert 15 > len(known)
    assert not known & {
        "derivatives", "python-fundamentals", "logistic-regression", "eigenvalues-eigenvectors",
    }  # fmt: skip


def test_software_engineer(atlas: Atlas, catalog: Catalog) -> None:
    """A senior engineer knows software and operations, and no learning theory."""
    known = example("senior-engineer", atlas, catalog)

    assert {
        "python-fundamentals", "version-control", "unit-testing-and-debugging", "containers",
        "service-monitoring", "command-line-and-environments",
    } <= known  # fmt: skip
    assert not known & {"vc-dimension", "lasso", "backpropagation", "hypothesis-testing"}


def test_nobody_knows_nothing(knows) -> None:
    """Whoever claims nothing is taken to know nothing."""
    assert frozenset() == knows()


@pytest.mark.parametrize(
    "field", ["physical education", "Physical therapy", "history", "law", "political science"]
)
def test_unrelated_degree(knows, field: str) -> None:
    """A degree without mathematics is no evidence of linear algebra or calculus."""
    known = knows(degree="bachelor", field=field)

    assert not known & {"eigenvalues-eigenvectors", "gradient-vector", "taylor-approximation"}


@pytest.mark.parametrize("degree", ["none", "secondary", "associate"])
def test_no_degree_in_the_field(knows, degree: str) -> None:
    """Only a finished degree counts."""
    assert frozenset() == knows(degree=degree, field="mathematics")


def test_higher_degree_says_more(atlas: Atlas, catalog: Catalog) -> None:
    """A doctorate supports at least what a bachelor's degree does."""
    beliefs = [
        p_of(believe_claims(Person(background=Background(degree=d, field="maths")), atlas, catalog))
        for d in ("bachelor", "master", "phd")
    ]

    for less, more in zip(beliefs, beliefs[1:], strict=False):
        assert all(more[key] >= less[key] - 1e-9 for key in atlas)


def test_years_of_work_count(knows) -> None:
    """A long-standing developer knows git; on the first day the job says nothing."""
    assert "version-control" in knows(role="Software Developer", years_experience=10)
    assert frozenset() == knows(role="Software Developer", years_experience=0)


def test_finished_course(atlas: Atlas, catalog: Catalog, knows) -> None:
    """A finished course is evidence for all that it teaches."""
    course = catalog.courses["uw-ml-regression"]

    assert set(course.covers) == {item.competency for item in course_evidence(course)}
    assert {"ridge-regression", "lasso"} <= knows(courses=("uw-ml-regression",))


def test_rating_of_an_area_and_of_one_in_it(knows, atlas: Atlas) -> None:
    """An area's rating holds for its competencies, but for those rated on their own."""
    known = knows(ratings={"regression": "expert", "survival-analysis": "none"})

    members = {item.id for item in atlas.select(area="regression")}
    assert members - known == {"survival-analysis"}


def test_claims_carry_their_source(atlas: Atlas, catalog: Catalog) -> None:
    """Each piece of evidence says in words where it comes from."""
    found = claims(read_person(EXAMPLES / "ben.yaml"), atlas, catalog)

    assert {"degree", "work", "course", "rating"} == {item.kind for item in found}
    assert all(item.source and item.competency in atlas for item in found)


def test_basics_make_nothing_known(knows) -> None:
    """Whoever rates an area as `basics` is not thereby taken to know what they else would not."""
    degree = {"degree": "master", "field": "software engineering"}
    rated = knows(**degree, ratings={"linear-algebra": "basics", "probability": "basics"})

    assert frozenset() == rated - knows(**degree)
