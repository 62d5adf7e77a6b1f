"""A person's own courses, from CSV or JSON."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tripos.atlas import Atlas, Matcher
from tripos.catalog import (
    Catalog,
    Course,
    Depth,
    course_rows,
    courses_from_rows,
    courses_of,
    import_courses,
    personal_catalog,
    search,
)
from tripos.errors import ContentError, TriposError

TODAY = dt.date(2026, 11, 22)
ROW = {
    "id": "town-evening-course", "title": "Evening course on shrinkage", "source": "flyer",
    "topics": "Ridge regression; The lasso", "hours": "20", "price_usd": "120",
}  # fmt: skip


@pytest.fixture
def bring(tmp_path: Path, atlas: Atlas, catalog: Catalog, matcher: Matcher):
    """Imports a file with the given name and content, beside courses that are there already."""

    def go(name: str, content: str, present: Sequence[Course] = ()) -> list[Course]:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        mine = personal_catalog(present, {})
        return import_courses(path, atlas, mine, matcher, TODAY)

    return go


def as_csv(*rows: dict[str, object]) -> str:
    """The rows as CSV under all columns that any of them uses."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(key for row in rows for key in row)))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def as_json(*rows: dict[str, object]) -> str:
    """The rows as a JSON list."""
    return json.dumps(list(rows))


FORMS = {"me.csv": as_csv, "me.json": as_json}


@pytest.fixture
def refused(bring):
    """The sentence with which a file is refused."""

    def go(name: str, content: str) -> str:
        with pytest.raises(TriposError) as caught:
            bring(name, content)
        assert 1 == len(str(caught.value).splitlines())
        return str(caught.value)

    return go


@pytest.mark.parametrize("name", FORMS)
def test_it_works(bring, name: str) -> None:
    """An imported course is in the catalogue with its own figures and tagged topics."""
    courses = bring(name, FORMS[name](ROW))

    course = personal_catalog(courses, {}).courses["town-evening-course"]
    assert course.imported
    assert {"ridge-regression", "lasso"} <= set(course.covers)
    assert ("one-off", 120.0) == (course.cost.model, course.cost.price and course.cost.price.value)
    assert (14.0, 20.0, 36.0) == course.facts["hours"].span()
    assert {("personal", "2026-11-22", "flyer <flyer>")} == {
        (fact.confidence, fact.as_of, fact.source) for fact in course.facts.values()
    }


def test_csv_and_json_say_the_same(bring) -> None:
    """Both forms give the same course, but for its id."""
    (one,) = bring("me.csv", as_csv(ROW))
    (two,) = bring("me.json", json.dumps({"courses": [ROW | {"id": "other", "hours": 20}]}))

    assert (one.topics, one.facts, one.cost) == (two.topics, two.facts, two.cost)


def test_uploads_are_read_like_files(
    bring, atlas: Atlas, catalog: Catalog, matcher: Matcher
) -> None:
    """Text that came without a file gives the same courses; its name tells JSON from CSV."""
    for name, form in FORMS.items():
        uploaded = courses_of(form(ROW), name.upper(), atlas, catalog, matcher, TODAY)

        assert bring(name, form(ROW)) == uploaded


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is empty"), ("\ufeff \n", "is empty"), ("a\x00b", "is not a text file"),
        ("x" * 10_000_001, "is larger than 10 MB"), (as_csv(ROW | {"hours": "x"}), "row 2: hours:"),
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_unusable_upload(
    atlas: Atlas, catalog: Catalog, matcher: Matcher, text: str, what: str
) -> None:
    """Text that came without a file is refused under its name."""
    with pytest.raises(ContentError) as caught:
        courses_of(text, "pasted.csv", atlas, catalog, matcher, TODAY)

    assert str(caught.value).startswith(f"pasted.csv: {what}")


def test_found_by_search(bring) -> None:
    """An imported course is found by its words and by what it teaches."""
    catalog = personal_catalog(bring("me.csv", as_csv(ROW)), {})

    assert "town-evening-course" == search(catalog, "evening shrinkage")[0].entry.id
    assert "town-evening-course" in [hit.entry.id for hit in search(catalog, "", ["lasso"])]


def test_read_back_is_what_was_imported(bring, atlas: Atlas) -> None:
    """What is stored as JSON reads back as the import returned it."""
    row = ROW | {
        "url": "https://town.example", "institution": "Town", "level": "advanced",
        "formats": "text;hands-on", "assessment": "quizzes", "requires": "vectors-and-norms",
        "hours_low": "10", "hours_high": "50", "as_of": "2026-01", "language": "de",
    }  # fmt: skip
    (course,) = bring("me.csv", as_csv(row))
    rows = course_rows([course])

    assert rows == json.loads(json.dumps(rows))
    assert [course] == courses_from_rows(rows, atlas, "own courses")
    assert (("vectors-and-norms",),) == course.requires
    assert (10, 20, 50) == course.facts["hours"].span()


def test_nothing_is_tagged_as_mastered(bring) -> None:
    """A line of a syllabus never shows mastery."""
    (course,) = bring("me.csv", as_csv(ROW))

    assert Depth.MASTERS not in course.covers.values()


@pytest.mark.parametrize(("price", "model", "known"), [("", "one-off", False), ("0", "free", True)])
def test_unknown_price_is_not_zero(
    bring, atlas: Atlas, price: str, model: str, known: bool
) -> None:
    """An empty price is unknown; zero is free; both after storing too."""
    courses = bring("me.csv", as_csv(ROW | {"price_usd": price}))

    for course in (*courses, *courses_from_rows(course_rows(courses), atlas, "own courses")):
        assert course.cost.price is not None
        assert (model, known) == (course.cost.model, course.cost.price.known)


def test_second_import_adds(bring) -> None:
    """A later import goes beside what came before."""
    first = bring("me.csv", as_csv(ROW))
    second = bring("me.csv", as_csv(ROW | {"id": "second"}), first)

    assert {"town-evening-course", "second"} <= personal_catalog(
        [*first, *second], {}
    ).courses.keys()


def test_id_that_the_catalogue_took_since(bring, catalog: Catalog) -> None:
    """An own course gives way to one of the package with its id."""
    (mine,) = bring("me.csv", as_csv(ROW))
    clash = dataclasses.replace(mine, id="uw-ml-regression")

    assert catalog.courses == personal_catalog([clash], {}).courses


def test_own_figures_on_own_courses(bring) -> None:
    """A figure can be set for an own course too."""
    courses = bring("me.csv", as_csv(ROW))
    hours = dataclasses.replace(courses[0].facts["hours"], value=30)

    mine = personal_catalog(courses, {"town-evening-course.hours": hours})
    assert 30 == mine.courses["town-evening-course"].facts["hours"].value


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"hours": "soon"}, "hours: Input should be a valid number"),
        ({"hours": "-1"}, "hours: Input should be greater than 0"),
        ({"hours": "0"}, "hours: Input should be greater than 0"),
        ({"hours": "nan"}, "hours: "),
        ({"hours": ""}, "hours: give hours, or hours_low and hours_high"),
        ({"hours_low": "9", "hours_high": "3"}, "hours_low: is more than hours_high"),
        ({"price_usd": "-1"}, "price_usd: Input should be greater than or equal to 0"),
        ({"id": "Not An Id"}, "id: String should match pattern"),
        ({"url": "javascript:alert(1)"}, "url: String should match pattern"),
        ({"level": "hard"}, "level: Input should be 'introductory'"),
        ({"topics": ";"}, "topics: "),
        ({"requires": "ridge-regresion"}, "did you mean ridge-regression"),
        ({"id": "uw-ml-regression"}, "id: is taken already; choose another"),
    ],
)
def test_bad_row(refused, name: str, change: dict[str, object], what: str) -> None:
    """A bad row is named by its number and field; of a file with one, nothing is imported."""
    good = [ROW | {"id": f"good-{n}"} for n in range(3)]
    number = 4 if name == "me.csv" else 3  # a CSV file's first line holds the columns
    message = refused(name, FORMS[name](good[0], good[1], ROW | change, good[2]))

    assert f"row {number}: " in message
    assert what in message
    assert message.endswith("; nothing was imported")


@pytest.mark.parametrize("key", ["coursera-plus", "hour-value", "a-program"])
def test_id_of_another_kind_of_entry(refused, catalog, key: str) -> None:
    """An id of a subscription, an assumption or a program is taken as well."""
    taken = next(iter(catalog.programs)) if key == "a-program" else key

    assert "id: is taken already" in refused("me.csv", as_csv(ROW | {"id": taken}))


@pytest.mark.parametrize("name", FORMS)
def test_duplicate_ids(refused, name: str) -> None:
    """An id may stand once in the file."""
    assert "id: is taken already" in refused(name, FORMS[name](ROW, ROW))


def test_imported_twice(bring) -> None:
    """The same file cannot be imported again."""
    first = bring("me.csv", as_csv(ROW))
    with pytest.raises(TriposError, match="id: is taken already"):
        bring("me.csv", as_csv(ROW), first)


@pytest.mark.parametrize("name", FORMS)
def test_unknown_column(refused, name: str) -> None:
    """A misspelt column is answered with the nearest one."""
    row = {key: value for key, value in ROW.items() if key != "price_usd"} | {"price_us": "5"}

    assert "there is no column 'price_us'; did you mean price_usd?" in refused(
        name, FORMS[name](row)
    )


@pytest.mark.parametrize("column", ["id", "title", "topics", "source"])
def test_missing_column(refused, column: str) -> None:
    """A needed column that is missing or empty is named."""
    assert f"the column '{column}' is missing or empty" in refused(
        "me.csv", as_csv(ROW | {column: ""})
    )


def test_several_bad_rows(refused) -> None:
    """The first bad row is described and all bad rows are counted."""
    bad = [ROW | {"id": f"bad-{n}", "hours": "x"} for n in range(3)]

    message = refused("me.csv", as_csv(*bad))

    assert "row 2: hours:" in message
    assert "3 rows cannot be read" in message


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("me.csv", "", "is empty"),
        ("me.csv", "id,title,topics,source,hours\n", "holds no courses"),
        ("me.csv", 'id,title\n"a,b\n', "not valid CSV"),
        ("me.csv", as_csv(ROW).rstrip() + ",surplus\n", "more cells than columns"),
        ("me.json", "[]", "holds no courses"),
        ("me.json", "{}", "must be a list of courses"),
        ("me.json", "[1]", "must be a list of courses"),
        ("me.json", '{"courses": 5}', "must be a list of courses"),
        ("me.json", "[{]", "not valid JSON"),
    ],
)
def test_unusable_file(refused, name: str, content: str, what: str) -> None:
    """A file that holds no courses says why."""
    assert what in refused(name, content)


def test_too_many_rows(refused) -> None:
    """5,001 courses are too many, which is said without reading them one by one."""
    rows = [{"id": f"c{n}"} for n in range(5_001)]

    assert "holds more than 5000 courses; split it" in refused("me.csv", as_csv(*rows))


def test_spreadsheet_export(bring) -> None:
    """A byte order mark, padded column names and empty trailing cells do no harm."""
    content = "\ufeffid, title ,topics,source,hours,price_usd,\r\na-course,T,Lasso,me,5,,\r\n"

    assert ["a-course"] == [course.id for course in bring("me.csv", content)]


STORED = {
    "id": "mine", "title": "Mine", "institution": "Town", "language": "en", "level": "advanced",
    "formats": ["text"], "assessment": [], "requires": [["derivatives", "vectors-and-norms"]],
    "hours": {"low": 14, "mode": 20, "high": 36}, "price_usd": None, "url": None,
    "source": "flyer", "as_of": "2026",
    "topics": [{"topic": "Lasso", "teaches": {"lasso": "covers", "gone-since": "covers"}}],
}  # fmt: skip


def test_stored_form(atlas: Atlas) -> None:
    """The stored form is read as it is; what the atlas no longer has is left out."""
    (course,) = courses_from_rows([STORED], atlas, "own courses")

    assert {"lasso": Depth.COVERS} == dict(course.covers)
    assert (14, 20, 36) == course.facts["hours"].span()
    assert (("derivatives", "vectors-and-norms"),) == course.requires


@pytest.mark.parametrize("damage", [5, None, "", {"a": 1}])
def test_store_that_is_no_list(atlas: Atlas, damage: object) -> None:
    """A store of imported courses is a list."""
    with pytest.raises(ContentError, match=r"^home/courses\.json: must be a list of courses; move"):
        courses_from_rows(damage, atlas, "home/courses.json")


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (None, "Input should be a valid dictionary"),
        ("x", "Input should be a valid dictionary"),
        ({"id": "mine"}, "the column 'title' is missing"),
        (STORED | {"id": "Mine"}, "id: String should match pattern"),
        (STORED | {"url": "javascript:alert(1)"}, "url: String should match pattern"),
        (STORED | {"hours": {"low": 0, "mode": 1, "high": 2}}, "hours.low: "),
        (STORED | {"hours": {"low": 3, "mode": 2, "high": 4}}, "hours: must run from low"),
        (STORED | {"hours": {"low": 1, "mode": 2, "high": float("inf")}}, "hours.high: "),
        (STORED | {"price_usd": -1}, "price_usd: "),
        (STORED | {"topics": [{"topic": "x", "teaches": {"lasso": "shows"}}]}, "topics.0.teaches"),
        (STORED | {"requires": ["derivatives"]}, "requires.0: "),
    ],
)
def test_damaged_store(atlas: Atlas, damage: object, what: str) -> None:
    """A damaged course is one sentence with the name of the store, its place and what is wrong."""
    with pytest.raises(ContentError) as caught:
        courses_from_rows([STORED, damage], atlas, "home/courses.json")

    message = str(caught.value)
    assert message.startswith(f"home/courses.json: course 2 is damaged ({what}")
    assert 1 == len(message.splitlines())
