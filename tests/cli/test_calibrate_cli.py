"""`tripos calibrate`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.belief.answers.simulated import HEADER, simulate, write_csv
from tripos.atlas import Atlas
from tripos.belief.network import Graph
from tripos.belief.parameters import current, load_parameters, shipped
from tripos.errors import TriposError

GOOD = ["ann", "vectors-cosine", "vectors-and-norms", "number", 1, "2026-01-31T12:00:00"]


@pytest.fixture(scope="module")
def small(atlas: Atlas) -> list[list[str | int]]:
    """The answers of 40 learners to questions on five competencies of the atlas."""
    whole = Graph.of(atlas)
    keep = slice(0, 5)
    inside = (whole.parent < 5) & (whole.child < 5)
    area = np.unique(whole.area[keep], return_inverse=True)[1]
    graph = Graph(whole.keys[keep], whole.parent[inside], whole.child[inside], area, 5)
    return simulate(graph, shipped(), 40, np.random.default_rng(4))


@pytest.fixture
def log(small, tmp_path: Path) -> Path:
    """Their log."""
    return write_csv(tmp_path / "log.csv", small)


def test_it_works(run, log: Path, tmp_path: Path) -> None:
    """The file that it writes is one of parameters, and the former figures stand beside."""
    output = tmp_path / "new.yaml"

    ran = run("calibrate", log, "--output", output)

    assert 0 == ran.code, ran.err
    assert "slip.choice" in ran.out
    assert "1200 answers" in ran.out
    found = load_parameters(output)
    assert shipped() != found
    assert shipped().slip["matrix"] == found.slip["matrix"]
    assert ["log.csv", "new.yaml"] == sorted(path.name for path in tmp_path.glob("*.*"))


def test_without_a_file_the_parameters_are_printed(run, log: Path, tmp_path: Path) -> None:
    """As YAML that may be piped into one, or as JSON with all figures."""
    (tmp_path / "piped.yaml").write_text(run("calibrate", log).out, encoding="utf-8")
    told = json.loads(run("calibrate", log, "--json").out)

    assert load_parameters(tmp_path / "piped.yaml").model_dump() == told["parameters"]
    assert 1200 == told["answers"]
    leak = next(one for one in told["figures"] if one["name"] == "leak")
    assert {"name", "before", "after", "told_by"} == set(leak)


def test_parquet_gives_the_same(run, small, log: Path, tmp_path: Path) -> None:
    """As the same rows in CSV."""
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    columns = {name: [str(row[at]) for row in small] for at, name in enumerate(HEADER)}
    parquet.write_table(pyarrow.table(columns), tmp_path / "log.parquet")

    assert run("calibrate", log).out == run("calibrate", tmp_path / "log.parquet").out


def test_parquet_without_its_package(run, tmp_path: Path, monkeypatch) -> None:
    """One sentence says what to install."""
    (tmp_path / "log.parquet").write_bytes(b"")
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    assert "tripos[calibrate]" in run("calibrate", tmp_path / "log.parquet").sentence


@pytest.mark.parametrize(
    ("at", "value", "said"),
    [
        (0, "", "'learner' is empty"),
        (1, "", "'question' is empty"),
        (2, "vectors-and-norm", "did you mean vectors-and-norms"),
        (3, "essay", "'kind' ('essay') is no kind of answer"),
        (4, "yes", "'right' ('yes') is neither 1, 0 nor empty"),
        (5, "yesterday", "'at' is no moment in time"),
        (5, "", "'at' is no moment in time"),
    ],
)
def test_a_bad_row_is_told(run, tmp_path: Path, at: int, value: str, said: str) -> None:
    """With its line and field, and nothing is left behind."""
    bad = [*GOOD]
    bad[at] = value
    log = write_csv(tmp_path / "log.csv", [GOOD, bad])

    sentence = run("calibrate", log, "--output", tmp_path / "new.yaml").sentence

    assert "log.csv:3" in sentence
    assert said in sentence
    assert [log] == list(tmp_path.glob("*.*"))


def test_other_mistakes_are_told(run, log: Path, tmp_path: Path) -> None:
    """No file, no rows, nothing to resume."""
    empty = write_csv(tmp_path / "empty.csv", [])

    assert "no such file" in run("calibrate", tmp_path / "none.csv").sentence
    assert "holds no answers" in run("calibrate", empty).sentence
    assert "--output" in run("calibrate", log, "--resume").sentence
    assert "nothing to go on with" in run(
        "calibrate", log, "--resume", "--output", tmp_path / "new.yaml"
    ).sentence  # fmt: skip


def test_it_can_be_interrupted(run, log: Path, tmp_path: Path, monkeypatch) -> None:
    """What was done is kept, and --resume ends where a whole run does."""
    from tripos.belief.calibrate import run as running

    output, whole = tmp_path / "new.yaml", tmp_path / "whole.yaml"
    run("calibrate", log, "--output", whole)
    keep = running._keep

    def keep_and_stop(work: Path, state: object, rounds: int, done: bool) -> None:
        keep(work, state, rounds, done)
        if rounds == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(running, "_keep", keep_and_stop)
        ran = run("calibrate", log, "--output", output)

    assert 130 == ran.code
    assert "--resume" in ran.err
    assert not output.exists()
    assert 0 == run("calibrate", log, "--output", output, "--resume").code
    assert whole.read_text(encoding="utf-8") == output.read_text(encoding="utf-8")
    assert not (tmp_path / "new.yaml.checkpoint").exists()


def test_the_parameters_may_be_replaced(run, log: Path, tmp_path: Path, monkeypatch) -> None:
    """TRIPOS_PARAMETERS names a file; read once, and a mistake in it is told with its line."""
    output = tmp_path / "new.yaml"
    run("calibrate", log, "--output", output)
    monkeypatch.setenv("TRIPOS_PARAMETERS", str(output))

    assert load_parameters(output) == current()
    assert current() is current()

    bad = output.read_text(encoding="utf-8").replace("leak: ", "leak: 7")
    (tmp_path / "bad.yaml").write_text(bad, encoding="utf-8")
    with pytest.raises(TriposError, match=r"bad\.yaml:\d+: 'leak'"):
        load_parameters(tmp_path / "bad.yaml")
