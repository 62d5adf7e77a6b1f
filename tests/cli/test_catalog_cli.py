"""`tripos catalog` as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tripos.catalog import Catalog
from tripos.cli import main

FACT = {"value", "unit", "source", "as_of", "confidence"}
HOURS = "uw-ml-regression.hours"
TODAY = ("--today", "2026-11-22")
MINE = ("--source", "https://me.example", *TODAY)
CSV = "id,title,topics,source,hours\ntown-course,Town course,Ridge regression;Lasso,flyer,20\n"


def result(ran) -> dict:
    """The JSON that a command printed."""
    assert (0, "") == (ran.code, ran.err)
    return json.loads(ran.out)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file with one course of the person's own."""
    path = tmp_path / "own.csv"
    path.write_text(CSV, "utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "count"),
    [("courses", 219), ("programs", 40), ("assumptions", None), ("statistics", None)],
)
def test_it_works(run, catalog: Catalog, kind: str, count: int | None) -> None:
    """All entries of a kind are listed, as a table and as JSON."""
    entries = getattr(catalog, kind)
    listed = result(run("catalog", "list", kind, "--json"))[kind]
    table = run("catalog", "list", kind)

    assert count in (None, len(listed))
    assert set(entries) == {one["id"] for one in listed}
    assert (0, "") == (table.code, table.err)
    assert all(key in table.out for key in entries)


def test_list_without_a_kind(run) -> None:
    """Courses are listed unless another kind is asked for."""
    assert run("catalog", "list").out == run("catalog", "list", "courses").out


def test_list_of_one_provider(run, catalog: Catalog) -> None:
    """A provider narrows the list down."""
    listed = result(run("catalog", "list", "--provider", "coursera", "--json"))["courses"]

    expected = {key for key, c in catalog.courses.items() if c.provider == "coursera"}
    assert expected == {one["id"] for one in listed}


def test_list_of_an_unknown_provider(run) -> None:
    """A misspelt provider is not an empty list but a mistake with the nearest name."""
    assert "coursera" in run("catalog", "list", "--provider", "courserra").sentence


def test_show(run) -> None:
    """A course is shown with when, why, its modules, and each fact's provenance."""
    ran = run("catalog", "show", "uw-ml-regression")

    assert (0, "") == (ran.code, ran.err)
    for text in ("When: ", "Why: ", "Module: Ridge regression", "confidence", "as of", "Masters: "):
        assert text in ran.out


@pytest.mark.parametrize("key", ["uw-ml-regression", "coursera-plus", "hour-value", "program"])
def test_show_keeps_the_contract(run, catalog: Catalog, key: str) -> None:
    """`catalog show ID --json` gives each fact with value, unit, source, date, confidence."""
    key = next(iter(catalog.programs)) if key == "program" else key
    shown = result(run("catalog", "show", key, "--json"))

    assert key == shown["id"]
    assert shown["title"]
    assert shown["facts"]
    for name, fact in shown["facts"].items():
        assert FACT <= set(fact) <= FACT | {"note"}, name
        assert (fact["value"] is None) == (fact["confidence"] == "unknown"), name


def test_everything_can_be_shown(run, catalog: Catalog) -> None:
    """Entries of every kind can be shown both ways."""
    kinds = (catalog.courses, catalog.programs, catalog.statistics, catalog.assumptions)
    for key in [key for kind in kinds for key in list(kind)[::12]]:
        assert run("catalog", "show", key).out
        assert key == result(run("catalog", "show", key, "--json"))["id"]


def test_modules_as_json(run) -> None:
    """The JSON form of a mapped course says what each module teaches."""
    shown = result(run("catalog", "show", "ng-structuring-ml-projects", "--json"))

    assert 2 == len(shown["modules"])
    assert all({"title", "topics", "teaches"} == set(module) for module in shown["modules"])
    assert shown["when"]
    assert shown["why"]


def test_unknown_is_shown_as_unknown(run, catalog: Catalog) -> None:
    """A price that nobody knows is unknown, and not zero."""
    assert "unknown" in run("catalog", "show", "dmls-book").out
    shown = result(run("catalog", "show", "dmls-book", "--json"))
    assert None is shown["facts"]["cost.price"]["value"]


def test_misspelt_entry(run) -> None:
    """A misspelt entry is answered with the nearest."""
    ran = run("catalog", "show", "uw-ml-regresion")

    assert "there is no catalogue entry 'uw-ml-regresion'; did you mean uw-ml" in ran.sentence


def test_search(run) -> None:
    """Words find entries, best first, and say why."""
    hits = result(run("catalog", "search", "structuring machine learning", "--json"))["hits"]
    table = run("catalog", "search", "structuring machine learning")

    assert "ng-structuring-ml-projects" == hits[0]["id"]
    assert hits[0]["because"]
    assert "ng-structuring-ml-projects" in table.out


def test_search_by_competency(run, catalog: Catalog) -> None:
    """What must be taught can be asked for without words."""
    hits = result(run("catalog", "search", "", "--teaches", "lasso", "--most", "5", "--json"))

    assert 5 == len(hits["hits"])
    assert "did you mean lasso" in run("catalog", "search", "", "--teaches", "laso").sentence


def test_search_without_a_hit(run) -> None:
    """Finding nothing is said and is no error."""
    ran = run("catalog", "search", "xyzzy")

    assert 0 == ran.code
    assert ran.out.startswith("Nothing found")
    assert {"hits": []} == result(run("catalog", "search", "xyzzy", "--json"))


def test_stale(run) -> None:
    """Facts to verify are listed with their paths, as many as asked for."""
    found = result(run("catalog", "stale", "--older-than", "1y", "--most", "7", *TODAY, "--json"))
    table = run("catalog", "stale", "--older-than", "1y", "--most", "7", *TODAY)

    assert 7 == len(found["facts"]) < found["total"]
    assert all(FACT | {"path", "months", "score"} <= set(fact) for fact in found["facts"])
    assert f"7 of {found['total']} facts to verify." in table.out
    assert all(fact["path"] in table.out for fact in found["facts"])


def test_stale_unknown(run) -> None:
    """Unknown facts come only when asked for."""
    plain = result(run("catalog", "stale", *TODAY, "--json"))["total"]

    assert plain < result(run("catalog", "stale", "--unknown", *TODAY, "--json"))["total"]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("--older-than", "soon"), "'soon' is not an age"),
        (("--today", "22.11.2026"), "'22.11.2026' is not a date; write YYYY-MM-DD"),
        (("--most", "0"), "0 is not in the range"),
    ],
)
def test_wrong_stale(run, arguments: tuple[str, ...], what: str) -> None:
    """Wrong ages, dates and counts are refused."""
    assert what in run("catalog", "stale", *arguments).sentence


def test_override(run) -> None:
    """A verified figure wins at once, is shown as yours, and can be forgotten."""
    before = result(run("catalog", "show", "uw-ml-regression", "--json"))["facts"]["hours"]
    assert (
        f"{HOURS} is now 40 h (yours, 2026-11-22"
        in run("catalog", "override", HOURS, "40", *MINE).out
    )

    mine = result(run("catalog", "show", "uw-ml-regression", "--json"))["facts"]["hours"]
    assert (40, "personal", "2026-11-22") == (mine["value"], mine["confidence"], mine["as_of"])
    assert "https://me.example" in mine["source"]

    assert "the catalogue's again" in run("catalog", "override", HOURS, "--remove").out
    after = result(run("catalog", "show", "uw-ml-regression", "--json"))["facts"]["hours"]
    assert before == after


def test_override_as_json(run) -> None:
    """What was stored is printed as a fact with its path."""
    stored = result(run("catalog", "override", HOURS, "39..89", *MINE, "--json"))

    assert FACT | {"path"} == set(stored)
    assert {"low": 39, "high": 89} == stored["value"]


def test_removed_override_as_json(run) -> None:
    """Asked for JSON, forgetting a figure answers in JSON too."""
    run("catalog", "override", HOURS, "40", *MINE)

    assert HOURS == result(run("catalog", "override", HOURS, "--remove", "--json"))["path"]


def test_removed_twice(run) -> None:
    """Forgetting a figure that is not there is a mistake; other figures stay."""
    run("catalog", "override", HOURS, "40", *MINE)
    run("catalog", "override", "coursera-plus.monthly", "49", *MINE)
    run("catalog", "override", "coursera-plus.monthly", "--remove")

    again = run("catalog", "override", "coursera-plus.monthly", "--remove")
    assert "there is no override of 'coursera-plus.monthly'" in again.sentence
    shown = result(run("catalog", "show", "uw-ml-regression", "--json"))
    assert 40 == shown["facts"]["hours"]["value"]


def test_home_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A home below a file is a sentence, and can still be read as an empty one."""
    (tmp_path / "file").write_text("x", "utf-8")
    below = ["--home", str(tmp_path / "file" / "home"), "catalog"]

    assert 2 == main([*below, "override", HOURS, "5", *MINE])
    printed = capsys.readouterr()
    assert ("", 1) == (printed.out, len(printed.err.splitlines()))
    assert "cannot be made" in printed.err
    assert 0 == main([*below, "list"])


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ((HOURS, "many", *MINE), "'many' is not a number"),
        ((HOURS, "40"), "a figure needs its source; add --source URL"),
        ((HOURS,), "give the VALUE you verified, or --remove"),
        ((HOURS, "--remove"), f"there is no override of '{HOURS}'"),
        (("uw-ml-regression.hour", "5", *MINE), "did you mean hours"),
        (("uw-ml-regresion.hours", "5", *MINE), "did you mean uw-ml-regression"),
    ],
)
def test_wrong_override(run, home: Path, arguments: tuple[str, ...], what: str) -> None:
    """A figure that cannot be used is refused, and nothing is stored."""
    assert what in run("catalog", "override", *arguments).sentence
    assert not home.exists()


def test_negative_override(run, home: Path) -> None:
    """A negative figure is refused whether or not it looks like an option."""
    assert "'-5' is negative" in run("catalog", "override", *MINE, "--", HOURS, "-5").sentence
    assert run("catalog", "override", HOURS, "-5", *MINE).sentence
    assert not home.exists()


@pytest.mark.parametrize("name", ["overrides.json", "courses.json"])
def test_damaged_home(run, home: Path, name: str) -> None:
    """A damaged file of the person's own is named by every command that reads it."""
    home.mkdir()
    (home / name).write_text("{", "utf-8")

    for command in (("list",), ("show", "cs229"), ("search", "x"), ("stale",)):
        assert str(home / name) in run("catalog", *command).sentence


def test_files_of_before_are_taken_over(run, home: Path) -> None:
    """Figures of earlier versions count as before, and their file is read once."""
    home.mkdir()
    row = {"value": 40, "unit": "h", "source": "me", "as_of": "2026-11-22"}
    (home / "overrides.json").write_text(json.dumps({HOURS: row}), "utf-8")

    for _ in range(2):
        hours = result(run("catalog", "show", "uw-ml-regression", "--json"))["facts"]["hours"]
        assert (40, "personal") == (hours["value"], hours["confidence"])
    assert not (home / "overrides.json").exists()


def test_reading_makes_no_record(run, home: Path) -> None:
    """Looking at the catalogue leaves nothing behind."""
    assert 0 == run("catalog", "show", "cs229").code
    assert 0 == run("atlas", "show", "lasso").code
    assert not home.exists()


def test_import(run, own: Path) -> None:
    """Imported courses are listed, found and shown like any other."""
    ran = run("catalog", "import", own, *TODAY)

    assert (0, "") == (ran.code, ran.err)
    assert "Imported 1 courses." in ran.out
    assert "town-course" == result(run("catalog", "search", "town", "--json"))["hits"][0]["id"]
    shown = result(run("catalog", "show", "town-course", "--json"))
    assert {"ridge-regression", "lasso"} <= set(shown["covers"])
    assert "personal" == shown["facts"]["hours"]["confidence"]
    assert 220 == len(result(run("catalog", "list", "--json"))["courses"])
    taught = json.loads(run("atlas", "show", "lasso", "--json").out)["taught_by"]
    assert "town-course" in [course["id"] for course in taught]


def test_import_as_json(run, own: Path) -> None:
    """What was imported is printed as `catalog show` prints it."""
    (course,) = result(run("catalog", "import", own, *TODAY, "--json"))["imported"]

    assert result(run("catalog", "show", "town-course", "--json")) == course


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "is empty"),
        (CSV.replace("20", "soon"), "row 2: hours:"),
        (CSV.replace("hours", "huors"), "there is no column 'huors'; did you mean hours?"),
        (CSV + CSV.splitlines()[1], "row 3: id: is taken already"),
    ],
)
def test_wrong_import(run, own: Path, home: Path, content: str, what: str) -> None:
    """A file with a mistake imports nothing."""
    own.write_text(content, "utf-8")

    assert what in run("catalog", "import", own).sentence
    assert not home.exists()
