"""`tripos atlas` as a person meets it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tripos.atlas import Atlas

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """A list of two known competencies, one a line, with remarks."""
    path = tmp_path / "known.txt"
    path.write_text("# what I know\n- vectors-and-norms\nderivatives  # from school\n\n", "utf-8")
    return path


def test_it_works(run) -> None:
    """A competency is shown with what one can do and its place."""
    ran = run("atlas", "show", "ridge-regression")

    assert (0, "") == (ran.code, ran.err)
    for text in ("Ridge regression", "Can: ", "Requires: ", "Unlocks: ", "Read: ", "Taught by"):
        assert text in ran.out


def test_show_as_json(run, atlas: Atlas) -> None:
    """The JSON form holds the whole competency and who teaches it."""
    shown = json.loads(run("atlas", "show", "ridge-regression", "--json").out)
    item = atlas["ridge-regression"]

    assert ("ridge-regression", item.name, item.hours) == (
        shown["id"], shown["name"], shown["hours"],
    )  # fmt: skip
    assert list(item.requires) == shown["requires"]
    assert atlas.hours(["ridge-regression"]) == shown["hours_from_scratch"]
    assert "uw-ml-regression" in [course["id"] for course in shown["taught_by"]]
    assert {"id", "title", "depth"} == set(shown["taught_by"][0])


def test_show_every_competency(run, atlas: Atlas) -> None:
    """Every competency can be shown."""
    for key in list(atlas)[::15]:
        assert 0 == run("atlas", "show", key).code


@pytest.mark.parametrize("command", ["show", "path"])
def test_misspelt_competency(run, command: str) -> None:
    """A misspelt competency is answered with the nearest."""
    ran = run("atlas", command, "ridge-regresion")

    assert "there is no competency 'ridge-regresion'; did you mean ridge-reg" in ran.sentence


@pytest.mark.parametrize("given", ["", "🎓", "x" * 5000, "a\nb", "a\x1b[31mb", "-1"])
def test_odd_competency(run, given: str) -> None:
    """Whatever is given as a competency, the answer is one plain line."""
    ran = run("atlas", "show", "--", given)

    assert "there is no competency" in ran.sentence
    assert "\x1b" not in ran.err
    assert 300 > len(ran.sentence)


def test_next(run, atlas: Atlas) -> None:
    """For a beginner everything without requirements is next."""
    ran = run("atlas", "next")

    expected = [key for key, item in atlas.items() if not item.requires]
    assert (0, "") == (ran.code, ran.err)
    assert f"0 known, {len(expected)} ready to learn" in ran.out
    assert all(key in ran.out for key in expected)


def test_next_as_json(run, known: Path, atlas: Atlas) -> None:
    """What is known is neither listed again nor blocks what it unlocks."""
    found = json.loads(run("atlas", "next", "--known", known, "--json").out)

    assert 2 == found["known"]
    assert set(atlas.ready(["vectors-and-norms", "derivatives"])) == {
        item["id"] for item in found["next"]
    }


def test_next_for_a_person_and_a_track(run, atlas: Atlas) -> None:
    """A person's file can say what is known, and a track narrows down."""
    arguments = ("atlas", "next", "--known", EXAMPLES / "physicist.yaml", "--json")
    every = json.loads(run(*arguments).out)
    some = json.loads(run(*arguments, "--track", "research").out)

    assert 20 < every["known"]
    expected = [i["id"] for i in every["next"] if atlas[i["id"]].belongs_to("research")]
    assert expected == [item["id"] for item in some["next"]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("k.json", '["vectors-and-norms", "derivatives"]'),
        ("k.yaml", "- vectors-and-norms\n- derivatives\n"),
        ("k.txt", "vectors-and-norms\nderivatives\n"),
    ],
)
def test_forms_of_a_known_list(run, tmp_path: Path, name: str, content: str) -> None:
    """What is known may be JSON, YAML or one id a line."""
    path = tmp_path / name
    path.write_text(content, "utf-8")

    assert 2 == json.loads(run("atlas", "next", "--known", path, "--json").out)["known"]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("k.txt", "derivatives\nvector-and-norms\n", "k.txt:2: there is no competency"),
        ("k.json", '["nothing-like-it"]', "k.json: there is no competency"),
        ("k.json", "5", "must be a person's file or a list of competency ids"),
        ("k.yaml", "goals: {track: x}", "k.yaml:1: goals.track"),
        ("k.yaml", "[", "not valid YAML"),
        ("k.txt", "", "is empty"),
    ],
)
def test_wrong_known_list(run, tmp_path: Path, name: str, content: str, what: str) -> None:
    """A list of what is known that cannot be read is one sentence with its place."""
    path = tmp_path / name
    path.write_text(content, "utf-8")

    assert what in run("atlas", "next", "--known", path).sentence


def test_path(run, atlas: Atlas) -> None:
    """A path lists its steps in order, with their hours in all."""
    ran = run("atlas", "path", "lasso")

    steps = atlas.path("lasso")
    hours = sum(step.hours for step in steps)
    assert (0, "") == (ran.code, ran.err)
    assert f"{len(steps)} steps, {hours:g} h, to {atlas['lasso'].name}" in ran.out
    places = [ran.out.index(f" {step.competency.id} ") for step in steps]
    assert sorted(places) == places


def test_path_as_json(run, known: Path, atlas: Atlas) -> None:
    """Known steps are left out of the path."""
    found = json.loads(run("atlas", "path", "lasso", "--known", known, "--json").out)
    steps = atlas.path("lasso", ["vectors-and-norms", "derivatives"])

    assert "lasso" == found["target"]
    assert [step.competency.id for step in steps] == [step["id"] for step in found["steps"]]
    assert sum(step["hours"] for step in found["steps"]) == found["hours"]


def test_path_to_what_is_known(run, known: Path) -> None:
    """Nothing stands between somebody and what they know."""
    ran = run("atlas", "path", "derivatives", "--known", known)

    assert (0, True) == (ran.code, ran.out.startswith("Nothing: "))


@pytest.mark.parametrize(
    ("zoom", "titled"),
    [
        ((), "The atlas"),
        (("--area", "evaluation"), "Evaluation"),
        (("--focus", "shapley-values"), "Shapley"),
    ],
)
@pytest.mark.parametrize("someone", [None, "ben.yaml"])
def test_map(run, tmp_path: Path, zoom: tuple[str, ...], titled: str, someone: str | None) -> None:
    """At each zoom the map is well-formed SVG with a title and a text alternative."""
    path = tmp_path / "map.svg"
    whose = ("--known", EXAMPLES / someone) if someone else ()
    ran = run("atlas", "map", *zoom, *whose, "-o", path)

    assert (0, "", f"wrote {path}\n") == (ran.code, ran.out, ran.err)
    root = ET.fromstring(path.read_text("utf-8"))
    assert f"{SVG}svg" == root.tag
    assert titled in (root.findtext(f"{SVG}title") or "")
    assert 20 < len(root.findtext(f"{SVG}desc") or "")
    assert list(root.iter(f"{SVG}rect"))
    assert "nan" not in " ".join(value for one in root.iter() for value in one.attrib.values())


def test_every_area_can_be_drawn(run, tmp_path: Path, atlas: Atlas) -> None:
    """Each area's map holds the names of all its competencies' cards."""
    for area in atlas.areas:
        path = tmp_path / f"{area}.svg"
        run("atlas", "map", "--area", area, "-o", path)
        root = ET.fromstring(path.read_text("utf-8"))
        assert len(atlas.select(area=area)) <= len(list(root.iter(f"{SVG}rect")))


def test_same_map_twice(run, tmp_path: Path) -> None:
    """The same question gives the same picture."""
    for name in ("one", "two"):
        run("atlas", "map", "--focus", "lasso", "-o", tmp_path / name)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("--area", "evaluaton"), "there is no area 'evaluaton'; did you mean evaluation?"),
        (("--focus", "laso"), "there is no competency 'laso'; did you mean lasso"),
        (("--area", "evaluation", "--focus", "lasso"), "--area and --focus exclude each other"),
    ],
)
def test_wrong_map(run, tmp_path: Path, arguments: tuple[str, ...], what: str) -> None:
    """A map of what does not exist is refused, and nothing is written."""
    assert what in run("atlas", "map", *arguments, "-o", tmp_path / "map.svg").sentence
    assert not (tmp_path / "map.svg").exists()


def test_map_that_cannot_be_written(run, tmp_path: Path) -> None:
    """A place that cannot be written is a sentence."""
    assert "cannot be written" in run("atlas", "map", "-o", tmp_path).sentence
    assert "cannot be written" in run("atlas", "map", "-o", tmp_path / "no" / "x.svg").sentence
    assert "'-o'" in run("atlas", "map").sentence


@pytest.fixture
def syllabus(tmp_path: Path) -> Path:
    """A syllabus with bullets, an administrative line and an empty one."""
    path = tmp_path / "syllabus.txt"
    path.write_text("- Ridge regression\n\n* k-means clustering\nMidterm exam\n", "utf-8")
    return path


def test_cover(run, syllabus: Path) -> None:
    """Each topic stands beside what it means, or is missing."""
    ran = run("atlas", "cover", syllabus)

    assert (0, "") == (ran.code, ran.err)
    lines = {line.split("  ")[0].strip(): line for line in ran.out.splitlines()}
    assert "ridge-regression" in lines["Ridge regression"]
    assert lines["Midterm exam"].rstrip().endswith("missing")
    assert "2 of 3 topics found" in ran.out


def test_cover_keeps_the_contract(run, syllabus: Path) -> None:
    """`atlas cover FILE --json` gives topic, missing and matches with id and score."""
    found = json.loads(run("atlas", "cover", syllabus, "--json").out)

    assert {"topics"} == set(found)
    assert ["Ridge regression", "k-means clustering", "Midterm exam"] == [
        one["topic"] for one in found["topics"]
    ]
    assert [False, False, True] == [one["missing"] for one in found["topics"]]
    assert [] == found["topics"][2]["matches"]
    for one in found["topics"]:
        assert {"topic", "missing", "matches"} == set(one)
        assert all({"id", "score"} == set(match) for match in one["matches"])
        assert all(0 < match["score"] <= 1 for match in one["matches"])
    assert "ridge-regression" == found["topics"][0]["matches"][0]["id"]


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"", "is empty"), (b"\xff\xfe\x00", "is not UTF-8"), (b"a\x00b", "is not a text file")],
)
def test_unreadable_syllabus(run, tmp_path: Path, content: bytes, what: str) -> None:
    """A syllabus that is no text is one sentence."""
    path = tmp_path / "syllabus.txt"
    path.write_bytes(content)

    assert what in run("atlas", "cover", path).sentence
    assert "no such file" in run("atlas", "cover", tmp_path / "other.pdf").sentence
