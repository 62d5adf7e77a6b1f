"""Every family: its cases can be told apart, repaired and guarded, and tricks are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tripos.atlas import Atlas
from tripos.labs.gym import Family, all_families, find_family
from tripos.labs.gym.case import Case, judged_files
from tripos.labs.gym.gate import make_case, show_run
from tripos.labs.gym.judging import Verdict, accepted, hidden_seeds, judge_case, verdict_row
from tripos.labs.gym.prove import card_problems, proof_problems, prove, read_proof
from tripos.labs.judge import Judge, Level

pytest.importorskip("sklearn")
PROVED = range(2000, 2100)  # the first ten of them are those of the proof that is kept
SOME = ("skew-refit-scaler", "leak-select-before-split")


@pytest.fixture(scope="module")
def judge_of(best: Level) -> Iterator[Callable[[Family], Judge]]:
    """The judge of a family's stack."""
    made: dict[str, Judge] = {}

    def of(family: Family) -> Judge:
        stack = family.card.stack
        if stack == "torch":
            pytest.importorskip("torch")
        if best is Level.NONE:
            pytest.skip("this machine confines nothing")
        return made.setdefault(stack, Judge(stack, best))

    yield of
    for one in made.values():
        one.close()


def _sent(case: Case, judge: Judge, variant: str, cause: str) -> Verdict:
    files = {**case.code(variant), "guard.py": case.family.text("guard.py")}
    return judge_case(case, files, cause, judge, case.seed)


def _case(family: Family, *, healthy: bool) -> Case:
    return next(one for one in (Case(family, seed) for seed in PROVED) if one.healthy is healthy)


@pytest.mark.parametrize("key", sorted(all_families()))
def test_it_works(key: str, judge_of) -> None:
    """As given it runs and is refused; repaired, diagnosed and guarded it is solved."""
    family = find_family(key)
    judge = judge_of(family)
    case, proof = _case(family, healthy=False), read_proof(family)
    if proof is None or proof.drawn_again:  # else its first draw is known to be usable
        case = make_case(family, case.seed, judge)
    shown = show_run(case, judged_files(case.code(case.given), family), judge)

    solved = _sent(case, judge, "repaired", case.cause)

    assert shown.printed.strip()
    assert not accepted(
        case, judged_files(case.code(case.given), family), judge, hidden_seeds(case.seed)
    )
    assert solved.passed, (solved.invariants, solved.metric, solved.guard, solved.failure)
    assert solved.cpu_seconds < 10


@pytest.mark.parametrize("key", SOME)
def test_the_cause_counts(key: str, judge_of) -> None:
    """Where nothing is wrong, that is the answer, and the guard shows it."""
    family = find_family(key)
    judge = judge_of(family)
    case = make_case(family, _case(family, healthy=True).seed, judge)
    broken = _case(family, healthy=False)

    assert _sent(case, judge, "healthy", "nothing").passed
    assert not _sent(case, judge, "healthy", family.card.cause).passed
    assert not _sent(broken, judge, "repaired", "nothing").passed


@pytest.mark.parametrize("key", sorted(all_families()))
def test_cards_are_sound(key: str, atlas: Atlas) -> None:
    """What can be seen without running: and the figures of the proof that is kept."""
    family = find_family(key)
    proof = read_proof(family)

    assert [] == list(card_problems(family, atlas))
    assert proof is not None
    assert proof.seeds >= 10
    assert [] == list(proof_problems(family, proof))


@pytest.mark.slow
@pytest.mark.parametrize("key", sorted(all_families()))
def test_every_family_is_proven(key: str, judge_of) -> None:
    """Over fresh seeds, as `tripos check gym` does."""
    family = find_family(key)
    assert [] == list(proof_problems(family, prove(family, judge_of(family), 3)))


def test_a_weak_guard_is_not_enough(judge_of) -> None:
    """One that only looks at a score, one that searches the source, one that raises always."""
    family = find_family("skew-refit-scaler")
    judge = judge_of(family)
    case = _case(family, healthy=False)
    weak = {
        "score": "import pipeline\ndef guard(t):\n    assert pipeline.train(t)['accuracy'] > 0.9\n",
        "source": "import inspect, pipeline\ndef guard(t):\n"
                  "    assert 'StandardScaler().fit(X)' not in inspect.getsource(pipeline)\n",
        "always": "def guard(t):\n    assert False\n",
        "none": "",
    }  # fmt: skip
    for name, code in weak.items():
        files = {**case.code("repaired"), "guard.py": code}
        verdict = judge_case(case, files, case.cause, judge, 3)
        assert verdict.repaired, name
        assert not verdict.guard.sound, name


@pytest.mark.parametrize(("name", "code"), [
    ("syntax", "def train(:\n"), ("entry", "def train(table):\n    return {}\n"),
    ("loop", "while True:\n    pass\n"), ("exit", "import os\nos._exit(0)\n"),
])  # fmt: skip
def test_bad_projects_get_a_sentence(name: str, code: str, judge_of) -> None:
    """And no pass."""
    family = find_family("skew-refit-scaler")
    case = _case(family, healthy=False)
    files = {**case.code("repaired"), "pipeline.py": code, "guard.py": ""}

    verdict = judge_case(case, files, case.cause, judge_of(family), 3)

    assert not verdict.repaired, name
    assert 1 == len(verdict.failure.splitlines())
    assert verdict_row(verdict)["failure"]


def test_the_same_seed_gives_the_same_case() -> None:
    """Files and all; another seed gives another."""
    family = find_family("skew-refit-scaler")
    first, again, other = (Case(family, seed).folder() for seed in (5, 5, 6))

    assert first == again
    assert first["pipeline.py"] != other["pipeline.py"] or first["data.csv"] != other["data.csv"]
