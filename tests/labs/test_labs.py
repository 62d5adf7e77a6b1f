"""Labs: their contract, the learner's folder, and what a judgement says."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tripos.atlas import Atlas
from tripos.errors import TriposError, UnknownIdError
from tripos.labs import Lab, all_labs, find_lab, judge_submission, judgement_row
from tripos.labs.contract import Check, Rng, Steps, WrongError, as_array, call, check, expect
from tripos.labs.judge import Judge, Level
from tripos.labs.prove import problems
from tripos.labs.workspace import lab_of, start, submission

pytest.importorskip("sklearn")


@pytest.fixture(scope="module")
def judge(best: Level) -> Iterator[Judge]:
    """A judge at the machine's best level, with the libraries that labs may use."""
    with Judge("base", best) as judge:
        yield judge


@pytest.fixture(scope="module")
def judge_of(best: Level) -> Iterator[Callable[[Lab], Judge]]:
    """The judge of a lab's stack; skips where its libraries are not installed."""
    made: dict[str, Judge] = {}

    def of(lab: Lab) -> Judge:
        stack = lab.card.stack
        if stack == "torch":
            pytest.importorskip("torch")
        if stack not in made:
            made[stack] = Judge(stack, best)
        return made[stack]

    yield of
    for one in made.values():
        one.close()


@pytest.fixture(scope="module")
def lab() -> Lab:
    """The lab that is judged quickest."""
    return find_lab("least-squares")


def test_it_works(judge: Judge, lab: Lab) -> None:
    """The solution gets all points, and the same seed gives the same judgement."""
    first, again = (judge_submission(lab, lab.solution(), judge, 3) for _ in range(2))

    assert first.most == first.score
    assert first.passed
    assert first.checks == again.checks


def test_a_wrong_solution_learns_why(judge: Judge, lab: Lab) -> None:
    """Only the check that it breaks fails, with a message in words."""
    found = judge_submission(lab, lab.mutants()["fixed_step"], judge, 1)
    failed = [one for one in found.checks if not one.passed]

    assert ["by_gradient converges with columns in different units"] == [one.name for one in failed]
    assert "the step is too long" in failed[0].message


def test_an_error_names_its_line(judge: Judge, lab: Lab) -> None:
    """What the code raised comes back with the place, and costs only the checks that need it."""
    files = {"submission.py": lab.solution()["submission.py"] + b"\ndef leverages(X):\n    1 / 0\n"}
    found = judge_submission(lab, files, judge, 1)

    assert any("ZeroDivisionError" in one.message for one in found.checks)
    assert 0 < found.score < found.most


def test_code_that_cannot_be_read_is_told_so(judge: Judge, lab: Lab) -> None:
    """A syntax error fails every check with its sentence."""
    found = judge_submission(lab, {"submission.py": b"def fit(:\n"}, judge, 1)

    assert 0 == found.score
    assert "SyntaxError" in found.checks[0].message


def test_partial_credit(judge: Judge, lab: Lab) -> None:
    """A share of the points is kept where the check says so."""

    @check("half", points=4)
    def half(rng: Rng) -> Steps:
        yield call("leverages", np.eye(3))
        expect(False, "nearly", share=0.5)

    assert isinstance(half, Check)
    found = judge_submission(lab, lab.solution(), judge, 1, checks=[half])
    assert [2.0] == [one.score for one in found.checks]


@pytest.mark.parametrize("value", ["text", [[1.0]], [float("nan")] * 3, None, {"a": 1}])
def test_what_is_no_array_of_the_right_shape_is_wrong(value: object) -> None:
    """In words, not with an error of ours."""
    with pytest.raises(WrongError):
        as_array(value, (3,), "fit")


def test_a_folder_is_begun_and_read_back(tmp_path: Path, lab: Lab) -> None:
    """Brief and starter are there; nothing is overwritten; the folder knows its lab."""
    start(lab, tmp_path / "work")

    assert lab is lab_of(tmp_path / "work")
    assert lab.starter() == submission(tmp_path / "work")
    with pytest.raises(TriposError, match="is there already"):
        start(lab, tmp_path / "work")


def test_a_notebook_can_be_submitted(tmp_path: Path, lab: Lab) -> None:
    """Its code cells count, without lines that only a notebook understands."""
    cells = [{"cell_type": "code", "source": ["%matplotlib inline\n", "x = 1"]},
             {"cell_type": "markdown", "source": ["text"]},
             {"cell_type": "code", "source": "def f():\n    return x"}]  # fmt: skip
    (tmp_path / "submission.ipynb").write_text(json.dumps({"cells": cells}))

    assert b"x = 1\n\ndef f():\n    return x\n" == submission(tmp_path)["submission.py"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link to a file elsewhere is no submission."""
    secret = tmp_path / "secret.txt"
    secret.write_text("key")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "submission.py").symlink_to(secret)

    with pytest.raises(TriposError, match=r"no submission\.py"):
        submission(tmp_path / "work")


def test_unknown_labs_get_the_nearest() -> None:
    """A misspelt id is answered with the one that was meant."""
    with pytest.raises(UnknownIdError, match="least-squares"):
        find_lab("least-square")


@pytest.mark.parametrize("key", sorted(all_labs()))
def test_every_lab_can_be_passed_and_failed(key: str, judge_of) -> None:
    """The solution gets everything, a wrong solution not all; the prover looks at the rest."""
    lab = find_lab(key)
    judge = judge_of(lab)
    mutant = next(iter(lab.mutants().values()))

    solved = judge_submission(lab, lab.solution(), judge, 5)
    assert [] == [(one.name, one.message) for one in solved.checks if not one.passed]
    assert judge_submission(lab, mutant, judge, 5).score < solved.most


@pytest.mark.slow
@pytest.mark.parametrize("key", sorted(all_labs()))
def test_every_lab_is_proven(key: str, judge_of, atlas: Atlas) -> None:
    """The solution passes, the starter gets nothing, every mutant its message."""
    lab = find_lab(key)
    assert [] == problems(lab, atlas, judge_of(lab), 2)


def test_a_judgement_as_plain_values(judge: Judge, lab: Lab) -> None:
    """With the keys that others rely on."""
    row = judgement_row(judge_submission(lab, lab.solution(), judge, 1))

    assert {"lab", "score", "max", "passed", "checks", "confinement", "cpu_seconds",
            "overhead_cpu_seconds"} <= set(row)  # fmt: skip
    assert {"name", "passed", "message"} <= set(row["checks"][0])
    assert row["confinement"] == judge.level.name.lower()
    assert judge.level >= Level.NONE


@pytest.mark.filterwarnings("ignore")  # networks that stop before they converge
def test_the_stored_results_are_those_of_the_models() -> None:
    """Cheap kinds of two tasks, fitted again, give the losses that the projects are made of."""
    from tripos.labs.library.baseline_first import compute, data, tasks

    every = {**tasks.tables(), **tasks.series()}
    with data.RESULTS.open(encoding="utf-8") as file:
        kept = {(row["task"], row["kind"]): row for row in csv.DictReader(file)}
    for name in ("wines", "passengers"):
        splits = compute.splits(every[name], list(every).index(name))
        fit, check_rows = next(splits)
        found = dict(zip(data.KINDS, compute.losses(every[name], fit, check_rows), strict=True))
        for kind in ("linear", "tree", "neighbours"):
            ratio = float(kept[name, kind]["0"]) / float(kept[name, "naive"]["0"])
            assert found[kind] / found["naive"] == pytest.approx(ratio, rel=2e-3)
