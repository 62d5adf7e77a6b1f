"""Honest and clumsy submissions: what their authors get to see."""

from __future__ import annotations

import time

import numpy as np
import pytest

from tests.labs.conftest import STACK
from tripos.errors import TriposError
from tripos.labs.judge import (
    Call,
    ConfinementError,
    Judge,
    Level,
    Limits,
    Outcome,
    Status,
    SubmissionError,
)
from tripos.labs.judge.client import ServerError
from tripos.labs.judge.stacks import StackError

SOURCE = b"""
import os, sys, time
import numpy as np

def double(x): return 2 * x
def add(a, *, b): return {"sum": a + b}
def fail(x): return 1 / x
def crash(): import ctypes; ctypes.string_at(0)
def leave(): os._exit(0)
def wait(seconds): time.sleep(seconds); return "rested"
def spin():
    while True: pass
def say(text): print(text); print("and", text, file=sys.stderr)
def big(n): return np.zeros(n)
def strange(): return {1, 2}
state = []
def count(): state.append(1); return len(state)
def draw(): import random; return [random.random(), np.random.rand()]
"""
SLOWLY = b"""
import time
def count():
    for at in range(3):
        print(at, chr(233))
        time.sleep(0.2)
"""


def run(judge: Judge, *calls: Call, **limits: float | int) -> Outcome:
    """The outcome of calls on the source above."""
    return judge.run({"submission.py": SOURCE}, calls, Limits(**limits))  # type: ignore[arg-type]


def test_it_works(judge: Judge, best: Level) -> None:
    """Arrays and numbers go in, arrays and numbers come out, with what it took."""
    outcome = run(judge, Call("double", (np.arange(4.0),)), Call("add", (1,), {"b": 2}))

    assert Status.OK is outcome.status
    assert [0, 2, 4, 6] == outcome.values[0].tolist()
    assert {"sum": 3} == outcome.values[1]
    assert best is outcome.level
    assert not outcome.practice
    assert 0 < outcome.cpu_s < 5
    assert outcome.wall_s > 0
    assert outcome.memory_mb > 1


def test_one_failure_does_not_hide_the_others(judge: Judge) -> None:
    """After an error, a crash and an exit, the other calls have their values."""
    calls = [Call("fail", (0,)), Call("crash"), Call("double", (1,)), Call("leave"),
             Call("missing"), Call("double", (2,))]  # fmt: skip
    outcome = run(judge, *calls)

    assert [Status.ERROR, Status.CRASHED, Status.OK, Status.EXITED, Status.ERROR, Status.OK] == [
        one.status for one in outcome.calls
    ]
    assert [None, None, 2, None, None, 4] == outcome.values
    assert Status.ERROR is outcome.status


def test_a_traceback_shows_the_learners_lines_only(judge: Judge) -> None:
    """It names file, line and text, and nothing of ours."""
    error = run(judge, Call("fail", (0,))).calls[0].error

    assert 'File "submission.py", line 7, in fail' in error
    assert "def fail(x): return 1 / x" in error
    assert "ZeroDivisionError: division by zero" in error
    assert "tripos" not in error


def test_sentences_for_what_cannot_be_read(judge: Judge) -> None:
    """Missing functions and strange values are told in words."""
    outcome = run(judge, Call("missing"), Call("strange"))

    assert "the submission has no function 'missing'" == outcome.calls[0].error
    assert outcome.calls[1].error.startswith("what 'strange' returned cannot be read: a value of")


@pytest.mark.parametrize(
    "source", [b"def f(:", b"import nowhere", b"raise ValueError('no')", b"\xff"]
)
def test_an_import_that_fails_is_the_answer_to_every_call(judge: Judge, source: bytes) -> None:
    """Each call carries the import's traceback."""
    outcome = judge.run({"submission.py": source}, [Call("f"), Call("g")])

    assert [Status.ERROR] * 2 == [one.status for one in outcome.calls]
    assert all(one.error for one in outcome.calls)


def test_time_limits(judge: Judge) -> None:
    """Wall-clock and processor time end a job; later calls are told apart from the guilty one."""
    slow = run(judge, Call("double", (1,)), Call("wait", (60,)), Call("double", (1,)), wall_s=0.7)
    busy = run(judge, Call("spin"), Call("double", (1,)), cpu_s=1)

    assert [Status.OK, Status.TIMEOUT, Status.NOT_RUN] == [one.status for one in slow.calls]
    assert 0.6 < slow.wall_s < 3
    assert [Status.CPU, Status.NOT_RUN] == [one.status for one in busy.calls]
    assert Status.CPU is busy.status


def test_isolated_calls_share_the_limit_of_processor_time(judge: Judge) -> None:
    """What the first calls used is not there for the last."""
    source = b"""
import time
def work():
    while time.process_time() < 0.7: pass
    return 1
"""
    outcome = judge.run(
        {"submission.py": source}, [Call("work")] * 4, Limits(cpu_s=1), isolated=True
    )

    assert [1, 1, None, None] == outcome.values
    assert Status.NOT_RUN is outcome.status


def test_memory_limit_is_an_error_the_learner_sees(judge: Judge) -> None:
    """Numpy says how much it could not have."""
    outcome = run(judge, Call("big", (10**9,)), memory_mb=100)

    assert "MemoryError" in outcome.calls[0].error


def test_output_is_kept_in_part(judge: Judge) -> None:
    """Both streams are kept up to the limit; the rest is noted."""
    little = run(judge, Call("say", ("hello",)))
    much = run(judge, Call("say", ("x" * 5000,)), output_kb=1)

    assert "hello\nand hello\n" == little.output
    assert not little.truncated
    assert 1024 == len(much.output)
    assert much.truncated
    assert Status.OK is much.status


def test_output_is_heard_when_it_is_printed(judge: Judge) -> None:
    """As it comes, in whole characters, and no more than is kept."""
    heard: list[tuple[float, str]] = []
    began = time.monotonic()
    outcome = judge.run(
        {"submission.py": SLOWLY}, [Call("count")], Limits(wall_s=20),
        heard=lambda text: heard.append((time.monotonic() - began, text)),
    )  # fmt: skip
    much: list[str] = []
    calls = [Call("say", ("x" * 5000,))]
    judge.run({"submission.py": SOURCE}, calls, Limits(output_kb=1), heard=much.append)

    assert outcome.output == "".join(text for _, text in heard) == "0 é\n1 é\n2 é\n"
    assert heard[-1][0] - heard[0][0] > 0.3
    assert 1024 == len("".join(much))


def test_results_beyond_the_limit_are_refused(judge: Judge) -> None:
    """The learner is told by how much."""
    outcome = run(judge, Call("big", (200_000,)), Call("double", (1,)), result_mb=1)

    assert "1,600,0" in outcome.calls[0].error
    assert 2 == outcome.values[1]


def test_calls_share_a_process_unless_isolated(judge: Judge) -> None:
    """State carries over, or does not."""
    calls = [Call("count")] * 3

    assert [1, 2, 3] == judge.run({"submission.py": SOURCE}, calls).values
    assert [1, 1, 1] == judge.run({"submission.py": SOURCE}, calls, isolated=True).values


def test_the_seed_fixes_the_old_generators(judge: Judge) -> None:
    """The same seed, the same draws; another seed, others."""
    first, again, other = (
        judge.run({"submission.py": SOURCE}, [Call("draw")], seed=seed).values for seed in (1, 1, 2)
    )

    assert first == again
    assert first != other


def test_several_files(judge: Judge, best: Level) -> None:
    """Modules import each other; at full confinement files can be opened, and made."""
    source = b"""
import helper
def read():
    with open("data.csv") as file: text = file.read()
    with open("out.txt", "w") as file: file.write(text)
    return open("out.txt").read()
def help(): return helper.VALUE
"""
    files = {"submission.py": source, "helper.py": b"VALUE = 3", "data.csv": b"a,b"}
    outcome = judge.run(files, [Call("help"), Call("read")])

    assert 3 == outcome.values[0]
    assert (Status.OK if best is Level.FULL else Status.ERROR) is outcome.calls[1].status


def test_no_calls_only_imports(judge: Judge) -> None:
    """A submission can be checked for its import alone."""
    assert Status.OK is judge.run({"submission.py": b"x = 1"}, []).status
    assert Status.EXITED is judge.run({"submission.py": b"import os; os._exit(0)"}, []).status


_MAIN = {"submission.py": b""}


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"other.py": b""},
        *({**_MAIN, name: b""} for name in ("../x.py", "a/b", ".hidden", "a\n", "", "x" * 100)),
        {"submission.py": b"x" * (5 << 20)},
        {**_MAIN, **{f"f{n}": b"" for n in range(64)}},
    ],
)
def test_files_that_are_no_submission(judge: Judge, files: dict[str, bytes]) -> None:
    """One sentence, before anything runs."""
    with pytest.raises(SubmissionError):
        judge.run(files, [])


def test_arguments_must_be_plain(judge: Judge) -> None:
    """A lab that sends an object is told so."""
    with pytest.raises(SubmissionError, match="arguments"):
        run(judge, Call("double", (object(),)))
    with pytest.raises(SubmissionError, match="at most"):
        run(judge, *[Call("count")] * 300)


def test_it_fails_closed() -> None:
    """Below the required confinement nothing runs, in one sentence with the reason."""
    with pytest.raises(ConfinementError) as caught, Judge("numpy", Level.FULL, at_most=Level.NONE):
        pass
    assert isinstance(caught.value, TriposError)
    assert "no code was run" in str(caught.value)
    assert "'full' is required" in str(caught.value)


def test_practice_is_marked() -> None:
    """Without confinement outcomes say that they are practice."""
    with Judge("numpy", Level.NONE, at_most=Level.NONE) as judge:
        outcome = run(judge, Call("double", (1,)))

    assert Status.OK is outcome.status
    assert outcome.practice
    assert "no evidence" in outcome.level.words


def test_unknown_stacks_are_told() -> None:
    """The names that exist are given."""
    with pytest.raises((StackError, ServerError), match="numpy"), Judge("cobol", Level.NONE):
        pass


def test_the_whole_stack_and_what_is_absent(best: Level) -> None:
    """The stack works inside its confinement; libraries beyond it do not exist there."""
    if STACK != "base":
        pytest.skip("scikit-learn is not installed: pip install 'tripos[labs]'")
    source = b"""
import numpy as np, pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.cluster import KMeans
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import cross_val_score
def work():
    X, y = load_breast_cancer(return_X_y=True)
    score = cross_val_score(RandomForestClassifier(10, n_jobs=2, random_state=0), X, y, cv=3).mean()
    KMeans(2, n_init=1, random_state=0).fit(X)
    return {"score": score, "frame": pd.DataFrame(X[:3]), "column": pd.Series(["a", "b"])}
def absent(name): return __import__(name).__name__
"""
    calls = [Call("work"), *(Call("absent", (name,)) for name in ("django", "pytest", "pyarrow"))]
    with Judge("base", best) as judge:
        outcome = judge.run({"submission.py": source}, calls, Limits(wall_s=60, cpu_s=30))

    assert Status.OK is outcome.calls[0].status, outcome.calls[0].error
    assert outcome.values[0]["score"] > 0.9
    assert (3, 30) == outcome.values[0]["frame"].shape
    assert ["a", "b"] == outcome.values[0]["column"]
    assert all("No module named" in one.error for one in outcome.calls[1:])
