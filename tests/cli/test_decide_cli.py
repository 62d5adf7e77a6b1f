"""`tripos decide` as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tripos.cli.app import app

PERSON = """\
name: Tam
background:
  degree: bachelor
  field: computer science
  role: software developer
  years_experience: 4
goals: {role_families: [data-engineer], scope: focused, must_have: [gradient-boosting]}
means:
  hours_per_week: {low: 5, typical: 8, high: 11}
  budget: {total: 9000}
"""
POSTING = """\
Data Engineer
Quarry Lane Software keeps the weather of small islands in order.
Requirements
- Master's degree in computer science or statistics is required
- 2+ years of experience with Python and SQL
"""
QUICK = ("--draws", "300", "--plan-seconds", "0.5", "--today", "2026-11-22")
KINDS = {"degree", "courses", "hybrid", "stay", "undecided", "none-fits"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with a person, postings of which one cannot be read, and an empty folder."""
    root = tmp_path_factory.mktemp("decide")
    (root / "tam.yaml").write_text(PERSON, encoding="utf-8")
    (root / "jobs").mkdir()
    (root / "jobs" / "quarry.txt").write_text(POSTING, encoding="utf-8")
    (root / "jobs" / "scan.pdf").write_bytes(b"%PDF-1.4 nothing to read")
    (root / "empty").mkdir()
    return root


@pytest.fixture(scope="module")
def asked(folder: Path) -> dict[str, Any]:
    """The JSON of a decision with postings, and what went to the error stream."""
    ran = decide(folder, "--postings", folder / "jobs", "--json")
    assert 0 == ran.exit_code, ran.output
    return {"report": json.loads(ran.stdout), "err": ran.stderr, "out": ran.stdout}


def decide(folder: Path, *options: object, person: object = "tam.yaml") -> Result:
    """Runs `tripos decide` for the person of the folder, quickly."""
    who = [] if person is None else [str(folder / str(person))]
    arguments = ["--home", str(folder / "home"), "decide", *who, *map(str, options)]
    return CliRunner().invoke(app, [*arguments, *QUICK])


def test_it_works(folder: Path) -> None:
    """The report is printed with verdict, paths, break-even and the six questions."""
    ran = decide(folder)

    assert 0 == ran.exit_code
    assert ran.stdout.startswith("Tam: degree or courses?\n")
    assert "paths are open to you" in ran.stdout
    assert "Are low-cost courses worth it?" in ran.stdout
    assert "300 futures, seed 0." in ran.stdout
    assert "" == ran.stderr


def test_json_keeps_the_contract(asked) -> None:
    """Every promised key is there."""
    report = asked["report"]

    assert {"verdict", "paths", "hard_filters", "sensitivity", "value_of_information", "faq",
            "unknown", "seed", "draws"} <= set(report)  # fmt: skip
    assert {"kind", "path", "sentence"} <= set(report["verdict"])
    assert report["verdict"]["kind"] in KINDS
    assert (0, 300) == (report["seed"], report["draws"])
    assert 6 == len(report["faq"])


def test_each_path_keeps_the_contract(asked) -> None:
    """Every path has its figures, and a closed one its reasons."""
    for path in asked["report"]["paths"]:
        assert {"id", "kind", "eligible", "why_not", "p_best", "regret", "cost", "months",
                "p_complete", "screens_passed"} <= set(path)  # fmt: skip
        assert {"p10", "p50", "p90"} == set(path["cost"]) == set(path["months"])
        assert path["kind"] in {"degree", "certificate", "courses", "hybrid", "stay"}
        assert path["eligible"] == (not path["why_not"])
        assert path["eligible"] == (path["regret"] is not None)
        assert 0 <= path["p_complete"] <= 1
        assert set(path["screens_passed"]) == {"0", "6", "12", "24", "36", "48", "60", "72"}


def test_findings_keep_the_contract(asked) -> None:
    """What to find out carries its worth in months and money; the best is first."""
    rows = asked["report"]["value_of_information"]

    assert all({"fact", "months", "money"} <= set(row) for row in rows)
    assert sorted((row["worth"] for row in rows), reverse=True) == [row["worth"] for row in rows]


def test_the_open_paths_come_first_and_best_first(asked) -> None:
    """Paths are in the order of mean worth, those that are closed after them."""
    paths = asked["report"]["paths"]
    open_ones = [path["worth"] for path in paths if path["eligible"]]

    assert sorted(open_ones, reverse=True) == open_ones
    assert [path["eligible"] for path in paths] == sorted(
        (path["eligible"] for path in paths), reverse=True
    )


def test_a_bad_file_among_good_ones_is_named(asked) -> None:
    """The unreadable file is one sentence on the error stream; the other is used and quoted."""
    assert 1 == asked["err"].count("\n")
    assert "scan.pdf" in asked["err"]
    (filter_,) = asked["report"]["hard_filters"]
    assert "Master's degree" in filter_["quote"]
    assert "a master's degree" == filter_["needs"]
    assert [door["label"] for door in asked["report"]["doors"]] == ["Data Engineer"]


def test_it_repeats_itself(folder: Path, asked) -> None:
    """The same question gives the same bytes (the plans of this person end before their time)."""
    again = decide(folder, "--postings", folder / "jobs", "--json")

    assert asked["out"] == again.stdout


def test_another_seed_gives_other_figures(folder: Path, asked) -> None:
    """Chance depends on the seed alone."""
    other = json.loads(decide(folder, "--postings", folder / "jobs", "--json", "--seed", 7).stdout)

    assert 7 == other["seed"]
    assert asked["report"]["paths"] != other["paths"]


def test_markdown_holds_the_verdict(folder: Path) -> None:
    """--md prints a page that begins with a title and has the sections of docs/decide.md."""
    page = decide(folder, "--md").stdout

    assert page.startswith("# Tam: degree or courses?\n")
    for title in ("Why", "What insists on a degree", "The paths open to you",
                  "What to find out first", "Six questions", "How far to trust this"):  # fmt: skip
        assert f"\n## {title}\n" in page


def test_html_is_written_to_a_file(folder: Path, tmp_path: Path) -> None:
    """--html writes one page beside the usual output."""
    ran = decide(folder, "--html", tmp_path / "page.html")

    assert 0 == ran.exit_code
    assert "Tam: degree or courses?" in ran.stdout
    assert "Tam: degree or courses?" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_number_is_traced_to_its_facts(folder: Path) -> None:
    """--explain prints value, formula, and each input with its facts and sources."""
    out = decide(folder, "--explain", "gatech-omscs-ml.cost.p50").stdout

    assert out.startswith("gatech-omscs-ml.cost.p50 = ")
    assert "gatech-omscs-ml.terms.price = " in out
    assert "tuition-escalation.value = " in out
    assert "(estimate, 2025; " in out


def test_explain_without_a_person_means_the_last_decision(folder: Path) -> None:
    """The number is that of the last report."""
    report = json.loads(decide(folder, "--json").stdout)
    best = report["paths"][0]
    out = decide(folder, "--explain", f"{best['id']}.worth", person=None).stdout

    assert out.startswith(f"{best['id']}.worth = {best['worth']}\n")


def test_explain_without_an_earlier_decision_is_a_mistake(run) -> None:
    """There is nothing to explain in an empty home."""
    assert "name a person's file" in run("decide", "--explain", "stay.worth").sentence


def test_a_damaged_memory_is_named(run, home: Path) -> None:
    """A last decision that cannot be read is one sentence, not a crash."""
    home.mkdir()
    (home / "last-decision.json").write_text('{"person": 3}', encoding="utf-8")

    assert "is damaged" in run("decide", "--explain", "stay.worth").sentence


def test_a_wrong_number_is_answered_with_the_nearest(run, folder: Path) -> None:
    """A slip in the id of a number is put right."""
    said = run("decide", folder / "tam.yaml", "--explain", "plan-balanced.wort", *QUICK).sentence

    assert "plan-balanced.worth" in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--draws", "10"), "'--draws'"),
        (("--plan-seconds", "0.1"), "'--plan-seconds'"),
        (("--json", "--md"), "choose one of"),
        (("--md", "--explain", "stay.worth"), "choose one of"),
        (("--postings", "nowhere"), ""),
    ],
)
def test_wrong_options_are_one_sentence(run, folder: Path, options, said: str) -> None:
    """A mistake on the command line is named; nothing is printed."""
    ran = run("decide", folder / "tam.yaml", *options)

    assert 2 == ran.code
    assert "" == ran.out
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_missing_file_is_named(run, tmp_path: Path) -> None:
    """The person's file must exist."""
    assert "nobody.yaml: no such file" in run("decide", tmp_path / "nobody.yaml").sentence


def test_a_folder_without_postings_is_refused(run, folder: Path) -> None:
    """Rather than falling back on typical postings, which the person did not ask for."""
    ran = run("decide", folder / "tam.yaml", "--postings", folder / "empty", *QUICK)

    assert 2 == ran.code
    assert "" == ran.out
    assert "holds no postings" in ran.err
    assert "none of the files could be read as a posting" in ran.err
