"""Drafts and submissions in the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import timezone

from tripos.errors import TriposError
from tripos.labs import find_lab
from tripos.labs.judge import Judge, Level, offered
from tripos.web.record.knowledge import belief_of, evidence_rows
from tripos.web.record.labs.drafts import begin_anew, check_draft, draft_of, save_draft
from tripos.web.record.labs.submissions import MOST_WAITING, best_of, judge_stored, submit
from tripos.web.record.models import EvidenceRow, Learner
from tripos.web.record.person import ConflictError

pytest.importorskip("sklearn")
pytestmark = pytest.mark.django_db

LAB = find_lab("least-squares")
KEY = "ordinary-least-squares"


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    """A judge at the machine's best level."""
    best = offered()[0]
    if best is Level.NONE:
        pytest.skip("this machine confines nothing")
    with Judge("base", best) as judge:
        yield judge


def _says(learner: Learner) -> list[float]:
    return [float(one.says or 0) for one in evidence_rows(learner) if one.competency == KEY]


def test_it_works(learner: Learner, judge: Judge) -> None:
    """Judged once; a judgement is evidence, and the belief moves with it."""
    before = belief_of(learner)[KEY].p
    row = judge_stored(submit(learner, LAB, LAB.solution()), judge)
    again = judge_stored(row, judge)

    assert row.judgement is not None
    assert row.judgement["passed"]
    assert row.seed == again.seed
    assert [0.97] == _says(learner)
    assert belief_of(learner)[KEY].p > before


def test_the_best_attempt_speaks(learner: Learner, judge: Judge) -> None:
    """A better attempt replaces what was said; the same again, or a worse one, adds nothing."""
    wrong = LAB.mutants()["fixed_step"]
    for files, said in ((wrong, 1), (LAB.solution(), 1), (LAB.solution(), 1), (wrong, 1)):
        judge_stored(submit(learner, LAB, files), judge)
        assert said == len(_says(learner))

    assert [0.97] == _says(learner)
    best = best_of(learner)[LAB.id]
    assert (4, True) == (best["attempts"], best["passed"])
    assert best["score"] == best["max"]


def test_after_a_while_it_counts_again(learner: Learner, judge: Judge) -> None:
    """The same pass half a year later shows that it was not forgotten."""
    judge_stored(submit(learner, LAB, LAB.solution()), judge)
    EvidenceRow.objects.update(at=timezone.now() - dt.timedelta(days=180))

    judge_stored(submit(learner, LAB, LAB.solution()), judge)

    assert [0.97, 0.97] == _says(learner)


def test_a_nearly_right_attempt_says_little(learner: Learner, judge: Judge) -> None:
    """Ten of twelve points are no pass, and hardly a sign of ignorance."""
    judge_stored(submit(learner, LAB, LAB.mutants()["fixed_step"]), judge)
    (nearly,) = _says(learner)

    other = Learner.objects.create(user=type(learner.user).objects.create_user("bo"))
    judge_stored(submit(other, LAB, LAB.starter()), judge)

    assert 0.4 < nearly < 0.5
    assert [0.15] == _says(other)


def test_only_so_many_wait(learner: Learner) -> None:
    """Then a sentence, and nothing is stored."""
    for _ in range(MOST_WAITING):
        submit(learner, LAB, LAB.starter())

    with pytest.raises(TriposError, match="wait to be judged already"):
        submit(learner, LAB, LAB.starter())

    assert MOST_WAITING == learner.submissions.count()


@pytest.mark.parametrize(("files", "sentence"), [
    ({"submission.py": b"\xff\xfe"}, "not text in UTF-8"),
    ({"submission.py": b"a\0b"}, "zero bytes"),
    ({"other.py": b""}, "needs the file submission.py"),
    ({"submission.py": b"", "../x.py": b""}, "is no name for a file"),
])  # fmt: skip
def test_what_cannot_be_kept(learner: Learner, files: dict[str, bytes], sentence: str) -> None:
    """Neither as a draft nor as a submission."""
    for store in (submit, save_draft):
        with pytest.raises(TriposError, match=sentence):
            store(learner, LAB, files)

    assert (0, 0) == (learner.submissions.count(), learner.drafts.count())


def test_a_draft_is_kept_by_version(learner: Learner, judge: Judge) -> None:
    """An older window overwrites nothing; saving the same is no new version."""
    assert 0 == draft_of(learner, LAB).number
    first = save_draft(learner, LAB, LAB.solution(), 0)
    assert 1 == first.number == save_draft(learner, LAB, LAB.solution(), 1).number
    check_draft(learner, LAB.id, judge)
    assert draft_of(learner, LAB).checked["passed"]

    save_draft(learner, LAB, LAB.starter(), 1)

    assert draft_of(learner, LAB).checked is None
    with pytest.raises(ConflictError, match="another window"):
        save_draft(learner, LAB, LAB.solution(), 1)
    begin_anew(learner, LAB)
    assert 0 == learner.drafts.count()
