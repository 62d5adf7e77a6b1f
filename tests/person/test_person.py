"""A person's file: what it may hold, and the one sentence that each mistake leaves."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tripos.atlas import Atlas
from tripos.catalog import Catalog
from tripos.content import parse_json, parse_yaml
from tripos.errors import TriposError
from tripos.person import Person, check_person, parse_person, read_person, unread_fields

EVERYONE = sorted(path.name for path in EXAMPLES.glob("*.yaml"))


def parsed(text: str) -> Person:
    """The person whom `text` describes."""
    return parse_person(parse_yaml(text, "me.yaml"))


def mistake(text: str) -> str:
    """The sentence with which `text` is refused."""
    with pytest.raises(TriposError) as caught:
        parsed(text)
    assert 1 == len(str(caught.value).splitlines())
    return str(caught.value)


def test_it_works() -> None:
    """The fields of a file become the fields of a person."""
    ben = read_person(EXAMPLES / "ben.yaml")

    assert ("Ben", "bachelor", "data-scientist") == (ben.name, ben.background.degree, ben.track)
    assert dt.date(2030, 6, 30) == ben.goals.deadline
    assert ben.means.hours_per_week is not None
    assert 12 == ben.means.hours_per_week.typical


def test_all_examples_are_there() -> None:
    """Nine people serve as examples."""
    assert 9 == len(EVERYONE)


@pytest.mark.parametrize("name", EVERYONE)
def test_examples(name: str, atlas: Atlas, catalog: Catalog) -> None:
    """Each example is read without leftovers and names only what exists."""
    someone = read_person(EXAMPLES / name)

    check_person(someone, atlas, catalog)
    assert [] == unread_fields(someone)
    assert someone.name


def test_json_is_as_good_as_yaml(tmp_path: Path) -> None:
    """A person's file may be JSON."""
    someone = read_person(EXAMPLES / "nurse.yaml")
    path = tmp_path / "nurse.json"
    path.write_text(json.dumps(someone.model_dump(mode="json")), encoding="utf-8")

    assert someone == read_person(path)


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("goals:\n  track: reserch\n", "2: goals.track", "did you mean research?"),
        ("goals:\n  role_families:\n  - data-scientist\n  - nurs\n", "4: goals.role_families.1",
         "input should be 'ml-engineer'"),
        ("background:\n  degree: batchelor\n", "2: background.degree", "did you mean bachelor?"),
        ("background:\n  ratings:\n    lasso: expret\n", "3: background.ratings.lasso",
         "did you mean expert?"),
        ("preferences:\n  formats: [vidio]\n", "2: preferences.formats.0", "did you mean video?"),
        ("means:\n  hours_per_week: -3\n", "2: means.hours_per_week", "must be more than 0 hours"),
        ("means:\n  hours_per_week: 0\n", "2: means.hours_per_week", "must be more than 0 hours"),
        ("means:\n  hours_per_week: 200\n", "2: means.hours_per_week", "less than or equal to 112"),
        ("means:\n  hours_per_week: .nan\n", "2: means.hours_per_week", "less than or equal to"),
        ("means:\n  hours_per_week:\n    low: -1\n    typical: 5\n    high: 6\n",
         "3: means.hours_per_week.low", "greater than or equal to 0"),
        ("means:\n  hours_per_week: {low: 9, typical: 5, high: 12}\n", "2: means.hours_per_week",
         "must have low <= typical <= high"),
        ("means:\n  hours_per_week: {low: 1, typical: 5, high: 3}\n", "2: means.hours_per_week",
         "must have low <= typical <= high"),
        ("means:\n  hours_per_week: {low: 1, typical: 5}\n", "2: means.hours_per_week.high",
         "field required"),
        ("means:\n  budget:\n    total: -1\n", "3: means.budget.total", "greater than or equal"),
        ("means:\n  budget: {total: 5, currency: EUR}\n", "2: means.budget",
         "add usd_per_unit (how many USD one EUR buys)"),
        ("means:\n  budget: {total: 5, currency: EUR, usd_per_unit: 0}\n",
         "2: means.budget.usd_per_unit", "greater than 0"),
        ("means:\n  breaks:\n  - {first: 2027-01-01, last: 2027-01-02}\n"
         "  - {first: 2027-03-01, last: 2027-02-01}\n",
         "4: means.breaks.1", "ends before it starts"),
        ("means:\n  at_once: 0\n", "2: means.at_once", "greater than or equal to 1"),
        ("goals:\n  deadline: 2027-02-30\n", "2: goals.deadline",
         "'2027-02-30' is not a date; write YYYY-MM-DD"),
        ("goals:\n  deadline: next year\n", "2: goals.deadline",
         "'next year' is not a date; write YYYY-MM-DD"),
        ("goals:\n  deadline: 20300630\n", "2: goals.deadline", "is not a date; write YYYY-MM-DD"),
        ("means:\n  start: 86400\n", "2: means.start", "is not a date; write YYYY-MM-DD"),
        ("name: x\nmeans: 5\n", "2: means", "input should be a valid dictionary"),
        ("name: x\ngoals: [research]\n", "2: goals", "input should be a valid dictionary"),
        ("name: x\ncountry:\n- GB\n", "2: country", "input should be a valid string"),
    ],
)  # fmt: skip
def test_mistakes(text: str, place: str, what: str) -> None:
    """Each mistake is one sentence with file, line, field and what to write."""
    message = mistake(text)

    assert message.startswith(f"me.yaml:{place}")
    assert what in message


@pytest.mark.parametrize("text", ["5", "hello", "- a\n- b", "null", "true"])
def test_not_a_person(text: str) -> None:
    """A file that describes nobody says so and points to an example."""
    message = mistake(text)

    assert message.startswith("me.yaml")
    assert "must describe a person with named fields; see docs/person.md" in message


def test_several_mistakes_are_counted() -> None:
    """The first mistake is described, the others are counted."""
    assert mistake("goals: {track: x, scope: y}\nmeans: 5").endswith("(and 2 more)")


def test_value_over_several_lines() -> None:
    """A wrong value with line breaks still leaves one line."""
    assert "goals.track" in mistake('goals:\n  track: "a\\nb"\n')


def test_mistake_in_json() -> None:
    """JSON keeps no lines; file and field are named."""
    with pytest.raises(TriposError, match=r"^me\.json: goals\.track: input should be"):
        parse_person(parse_json('{"goals": {"track": "x"}}', "me.json"))


def test_nothing_said_is_nothing_known() -> None:
    """Whoever says nothing is a beginner with no limits known."""
    nobody = parsed("name: null")

    assert nobody == parsed("{}") == Person()
    assert nobody.background.degree is None
    assert nobody.means.hours_per_week is None
    assert nobody.means.budget.total is None
    assert ("masters", "ml-engineer") == (nobody.goals.scope, nobody.track)


NULLABLE = [
    "name", "country", "story", "background", "goals", "means", "preferences",
    "background.degree", "background.field", "background.years_experience",
    "background.technical_role", "background.courses", "background.certificates",
    "background.ratings", "goals.role_families", "goals.seniority", "goals.track", "goals.scope",
    "goals.deadline", "goals.must_have", "goals.leave_out", "means.hours_per_week", "means.budget",
    "means.budget.total", "means.budget.monthly", "means.budget.currency", "means.start",
    "means.breaks", "means.at_once", "means.employer_aid_per_year", "preferences.formats",
    "preferences.languages", "preferences.avoid_providers", "preferences.avoid_courses",
    "preferences.must_courses", "preferences.certificates", "preferences.usd_per_hour",
    "preferences.weights",
]  # fmt: skip


@pytest.mark.parametrize("field", NULLABLE)
def test_null_means_left_out(field: str) -> None:
    """A field that is null is the same as a field that is left out."""
    *outer, last = field.split(".")
    text = "".join(f"{name}: {{" for name in outer) + f"{last}: null" + "}" * len(outer)

    assert Person().model_dump() == parsed(text).model_dump()


def test_zero_is_not_unknown() -> None:
    """A budget of zero is a limit, an unknown one is not."""
    assert 0 == parsed("means: {budget: {total: 0}}").means.budget.total


def test_plain_number_of_hours() -> None:
    """One number of hours a week gets a bad and a good week around it."""
    week = parsed("means: {hours_per_week: 10}").means.hours_per_week

    assert week is not None
    assert (6, 10, 13) == (week.low, week.typical, week.high)


def test_foreign_money() -> None:
    """A rate makes foreign money comparable; dollars need none."""
    assert 1.3 == parsed("means: {budget: {currency: GBP, usd_per_unit: 1.3}}").means.budget.rate
    assert 1.0 == parsed("means: {budget: {total: 5}}").means.budget.rate


def test_norway_is_a_country() -> None:
    """YAML reads a bare NO as false; a country is text."""
    assert "NO" == parsed("country: NO").country


def test_long_story() -> None:
    """A story may take thousands of letters, a name not."""
    assert 4000 == len(parsed("story: " + "x" * 4000).story or "")
    assert "at most 500 characters" in mistake("name: " + "x" * 501)


@pytest.mark.parametrize(
    ("families", "track"),
    [
        ("[research-scientist]", "research"),
        ("[data-analyst, ml-engineer]", "data-scientist"),
        ("[software-engineer]", "ml-engineer"),
        ("[]", "ml-engineer"),
    ],
)
def test_track_follows_the_first_role(families: str, track: str) -> None:
    """Without a track the first role family decides."""
    assert track == parsed(f"goals: {{role_families: {families}}}").track


def test_extra_fields_are_tolerated_and_listed() -> None:
    """Fields that mean nothing here are kept, and listed with the nearest name."""
    someone = parsed(
        "nmae: x\nshoe_size: 44\n"
        "goals: {trak: research}\nmeans: {budget: {totl: 5}}\npreferences: {format: [video]}"
    )

    assert {
        "nmae (did you mean name?)",
        "shoe_size",
        "goals.trak (did you mean goals.track?)",
        "means.budget.totl (did you mean means.budget.total?)",
        "preferences.format (did you mean preferences.formats?)",
    } == set(unread_fields(someone))


def test_extra_fields_of_a_break_are_listed() -> None:
    """A misspelt field inside a list is listed as well."""
    someone = parsed("means: {breaks: [{first: 2027-01-01, last: 2027-01-02, reson: skiing}]}")

    assert 1 == len(unread_fields(someone))
    assert "reson" in unread_fields(someone)[0]


IDS = [
    ("goals: {must_have: [ridge-regresion]}", "goals.must_have", "ridge-regression"),
    ("goals: {leave_out: [laso]}", "goals.leave_out", "lasso"),
    ("background: {ratings: {regresion: solid}}", "background.ratings", "regression"),
    ("background: {courses: [uw-ml-regresion]}", "background.courses", "uw-ml-regression"),
    ("preferences: {avoid_courses: [cs22]}", "preferences.avoid_courses", "cs22"),
    ("preferences: {must_courses: [cs22]}", "preferences.must_courses", "cs22"),
    ("preferences: {avoid_providers: [Courserra]}", "preferences.avoid_providers", "coursera"),
]


@pytest.mark.parametrize(("text", "field", "near"), IDS)
def test_unknown_ids(text: str, field: str, near: str, atlas: Atlas, catalog: Catalog) -> None:
    """An id that does not exist is named with file and field, and the nearest is suggested."""
    with pytest.raises(TriposError) as caught:
        check_person(parsed(text), atlas, catalog, "me.yaml")

    message = str(caught.value)
    assert message.startswith(f"me.yaml: {field}: there is no ")
    assert near in message.partition("did you mean ")[2]


def test_known_ids(atlas: Atlas, catalog: Catalog) -> None:
    """Competencies, areas, courses and providers that exist pass."""
    text = (
        "goals: {must_have: [lasso]}\nbackground: {ratings: {regression: solid, lasso: none},"
        " courses: [cs229]}\npreferences: {avoid_providers: [coursera]}"
    )

    assert check_person(parsed(text), atlas, catalog) is None  # type: ignore[func-returns-value]
