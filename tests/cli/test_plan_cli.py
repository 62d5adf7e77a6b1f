"""`tripos plan` and `tripos replan` as a person meets them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES

NURSE = EXAMPLES / "nurse.yaml"
TODAY = ("--today", "2026-11-22")


@pytest.fixture
def broken(tmp_path: Path):
    """Writes the nurse's file with one text replaced by another."""

    def write(old: str, new: str) -> Path:
        text = NURSE.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "person.yaml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return write


def test_it_works(run) -> None:
    """The plan is printed with dates, reasons and proof."""
    ran = run("plan", NURSE, *TODAY)

    assert 0 == ran.code
    assert "A plan for Nadia" in ran.out
    assert "Proven optimal" in ran.out
    assert "" == ran.err


def test_json_keeps_the_contract(run) -> None:
    """Every promised key is there, with the promised shape."""
    plan = json.loads(run("plan", NURSE, "--json", *TODAY).out)

    assert plan["status"] in ("optimal", "feasible")
    assert {"gap", "seconds", "objective", "uncovered", "coherence"} <= set(plan)
    assert {"p10", "p50", "p90"} <= set(plan["finish"])
    assert {"amount", "currency"} == set(plan["cost"])
    assert {"low", "mode", "high"} == set(plan["hours"])
    item = plan["items"][0]
    assert {"id", "kind", "title", "start", "end", "hours", "cost", "covers", "why"} <= set(item)
    assert isinstance(item["covers"], list)
    assert isinstance(item["hours"], float)


def test_infeasible_json_names_reasons(run, broken) -> None:
    """An impossible wish still exits with 0 and a result that says why and what helps."""
    path = broken("  scope: focused", "  scope: focused\n  deadline: 2027-02-28")
    plan = json.loads(run("plan", path, "--json", *TODAY).out)

    assert "infeasible" == plan["status"]
    assert plan["reasons"]
    assert all({"kind", "change"} <= set(way) for way in plan["relaxations"])


def test_timeline_is_a_picture_with_words(run, tmp_path: Path) -> None:
    """The SVG is well formed and carries a text alternative."""
    target = tmp_path / "time.svg"
    ran = run("plan", NURSE, "--svg", target, "--csv", *TODAY)

    assert 0 == ran.code
    root = ET.parse(target).getroot()
    words = "".join(root.itertext())
    assert "A plan for Nadia" in words
    assert root.attrib["role"] == "img"


def test_frontier_prints_points(run) -> None:
    """The frontier is a table of money against time."""
    points = json.loads(run("plan", NURSE, "--frontier", "--json", *TODAY).out)["frontier"]

    assert [p["cost"]["amount"] for p in points] == sorted(p["cost"]["amount"] for p in points)


def test_replan_from_the_printed_plan(run, tmp_path: Path) -> None:
    """The JSON of one command is the input of the other."""
    path = tmp_path / "plan.json"
    path.write_text(run("plan", NURSE, "--json", *TODAY).out, encoding="utf-8")
    first = json.loads(path.read_text(encoding="utf-8"))["items"][0]["id"]

    ran = run("replan", path, "--done", first, "--today", "2027-03-01", "--json")

    assert 0 == ran.code
    assert first not in {item["id"] for item in json.loads(ran.out)["items"]}


def test_overrides_change_the_plan(run) -> None:
    """A figure of one's own is what the plan reckons with."""
    assert 0 == run("catalog", "override", "coursera-plus.monthly", "500", "--source", "bill").code

    plan = json.loads(run("plan", NURSE, "--json", *TODAY).out)

    assert "coursera-plus" not in {paid["item"] for paid in plan["payments"]}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("data-leakage, ", "data-leekage, ", "did you mean data-leakage"),
        ("typical: 6", "typical: -6", "hours_per_week"),
        ("low: 2", "low: 200", "hours_per_week"),
        ("degree: bachelor", "degree: batchelor", "did you mean bachelor"),
        ("start: 2027-01-11", "start: soon", "not a date"),
        ("at_once: 1", "at_once: 0", "at_once"),
        ("  scope: focused", "  scope: focused\n  deadline: 2019-01-01", "goals.deadline"),
        ("usd_per_unit: 1.3", "note: x", "usd_per_unit"),
        ("goals:", "goals: [1, 2]\nother:", "goals"),
    ],
)
def test_mistakes_get_one_sentence(run, broken, old: str, new: str, words: str) -> None:
    """Each mistake a newcomer makes is one line that names file and field, and exit code 2."""
    ran = run("plan", broken(old, new), *TODAY)

    assert 2 == ran.code
    assert "" == ran.out
    lines = ran.err.strip().splitlines()
    assert words in lines[-1]
    assert "person.yaml" in lines[-1]
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02", "not a text file"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"a: &a [x]\nb: *a\n", "aliases"),
        (b"[" * 5000, "nested"),
        (b"- " * 5000 + b"x", "nested"),
        (b"just a sentence", "must describe a person"),
        (b"name: x\nname: y\n", "twice"),
    ],
)
def test_odd_files_get_one_sentence(run, tmp_path: Path, content: bytes, words: str) -> None:
    """Whatever is handed in, the answer is one sentence."""
    path = tmp_path / "odd.yaml"
    path.write_bytes(content)

    ran = run("plan", path)

    assert 2 == ran.code
    assert words in ran.err
    assert 1 == len(ran.err.strip().splitlines())


def test_fifty_megabytes_are_refused_unread(run, tmp_path: Path) -> None:
    """A huge file is refused by its size."""
    path = tmp_path / "huge.yaml"
    path.write_bytes(b"a: 1\n" * 10_000_000)

    assert "larger than 1 MB" in run("plan", path).err


def test_unknown_fields_are_told_and_left_out(run, broken) -> None:
    """A field nobody knows does not stop the plan, but is named with the nearest one."""
    ran = run("plan", broken("at_once: 1", "at_wonce: 1"), *TODAY)

    assert 0 == ran.code
    assert "did you mean means.at_once" in ran.err


def test_an_imported_course_can_be_planned(run, tmp_path: Path, broken) -> None:
    """One's own course comes into the plan under the name of who offers it."""
    path = tmp_path / "own.json"
    path.write_text(
        json.dumps([{
            "id": "own-ridge", "title": "Own ridge", "institution": "My school", "hours": 5,
            "topics": ["Ridge regression"], "source": "me", "price_usd": 0,
        }]),
        encoding="utf-8",
    )  # fmt: skip
    assert 0 == run("catalog", "import", path).code
    person = broken("  formats: [video, hands-on]", "  must_courses: [own-ridge]")

    plan = json.loads(run("plan", person, "--json", *TODAY).out)

    line = next(item for item in plan["items"] if item["id"] == "own-ridge")
    assert "My school" == line["provider"]


def test_null_means_unknown_everywhere(run, broken) -> None:
    """A section or list may be null."""
    path = broken("  ratings: {python-fundamentals: basics, descriptive-statistics: solid}",
                  "  ratings: null\n  courses: null")  # fmt: skip
    text = path.read_text(encoding="utf-8") + "\n"
    path.write_text(text.replace("preferences:\n  formats: [video, hands-on]", "preferences: null"))

    assert 0 == run("plan", path, *TODAY).code


def test_one_format_at_a_time(run) -> None:
    """Two formats at once are refused instead of one being ignored."""
    ran = run("plan", NURSE, "--json", "--md")

    assert 2 == ran.code
    assert "choose one" in ran.err


def test_what_is_under_way_is_remembered(run, tmp_path: Path) -> None:
    """A second replan still knows what the first was told."""
    plan = json.loads(run("plan", NURSE, "--json", *TODAY).out)
    course = next(item for item in plan["items"] if item["kind"] == "course")
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan), encoding="utf-8")
    half = run("replan", path, "--under-way", f"{course['id']}=50%", *TODAY, "--json").out
    path.write_text(half, encoding="utf-8")

    again = json.loads(run("replan", path, *TODAY, "--json").out)

    line = next(item for item in again["items"] if item["id"] == course["id"])
    assert line["hours"] == pytest.approx(course["hours"] / 2, abs=0.1)
