"""Mock examinations of the record: drafts, time, marks."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.web.record.answering import NOW, right_answer
from tripos.errors import TriposError, UnknownIdError
from tripos.exam.answers import AnswerError
from tripos.exam.offer import by_competency, offer
from tripos.web.record.day import today
from tripos.web.record.exams.memory import memories_of
from tripos.web.record.exams.mock import (
    draft_of,
    hand_in,
    is_over,
    question_of,
    report_of,
    write_draft,
)
from tripos.web.record.exams.sittings import open_sitting, sitting_of
from tripos.web.record.exams.starting import begin_diagnostic, begin_mock
from tripos.web.record.knowledge import evidence_of
from tripos.web.record.models import Learner, Sitting
from tripos.web.record.person import ConflictError

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)
UNREADABLE = "?!"


@pytest.fixture
def paper(learner: Learner) -> Sitting:
    """A paper of half an hour over the first stage."""
    return begin_mock(learner, stage=1, minutes=30, seed=1)


def drafted(paper: Sitting, *numbers: int) -> None:
    """Writes the right answers to these questions."""
    for number in numbers:
        write_draft(paper, number, right_answer(question_of(paper, number).variant), NOW)


def test_it_works(learner: Learner, paper: Sitting) -> None:
    """Drafts are marked when the paper is handed in; what was not answered counts as wrong."""
    drafted(paper, 1, 2, 3)
    assert 0 == learner.responses.count()

    done = hand_in(paper, NOW)
    report = report_of(done)

    assert ("handed in", NOW) == (done.stop, done.ended)
    assert (3, len(paper.state["paper"])) == (report.right, report.all)
    assert report.all >= 6
    assert 3 == learner.responses.count() == len(evidence_of(learner))
    assert {f"question:{row.pk}" for row in learner.responses.all()} == {
        row.origin for row in learner.evidence.all()
    }
    assert not report.passed


def test_a_full_paper_is_passed(paper: Sitting) -> None:
    """All right is passed, with nothing weak, and remembered."""
    drafted(paper, *(row["number"] for row in paper.state["paper"]))
    report = report_of(hand_in(paper, NOW))

    assert (1.0, True, ()) == (report.share, report.passed, report.weak)
    assert len(memories_of(paper.learner)) >= report.all / 2


def test_the_paper_fits_its_time(paper: Sitting) -> None:
    """The questions take no longer than the paper, which closes when its minutes are over."""
    minutes = {one.id: one.minutes for one in offer()}

    assert sum(minutes[row["question"]] for row in paper.state["paper"]) <= 30
    assert paper.closes is not None
    assert dt.timedelta(minutes=29) < paper.closes - paper.started < dt.timedelta(minutes=31)


def test_drafts_can_be_changed(learner: Learner, paper: Sitting) -> None:
    """The last word counts; an empty one takes the answer back; other windows see it."""
    drafted(paper, 1)
    write_draft(paper, 1, "  ", NOW)
    drafted(paper, 2)

    assert "" == draft_of(paper, 1)
    assert draft_of(paper, 2) == draft_of(sitting_of(learner, paper.pk), 2)
    assert 1 == report_of(hand_in(paper, NOW)).right


def test_two_windows_keep_both_drafts(learner: Learner, paper: Sitting) -> None:
    """What one window wrote is not lost by another one that did not know of it."""
    other_window = sitting_of(learner, paper.pk)
    drafted(paper, 1)
    drafted(other_window, 2)

    assert 2 == report_of(hand_in(paper, NOW)).right


def test_an_unreadable_draft_is_refused(paper: Sitting) -> None:
    """What cannot be read is said at once, and the former draft stays."""
    drafted(paper, 1)
    before = draft_of(paper, 1)

    with pytest.raises(AnswerError):
        write_draft(paper, 1, UNREADABLE, NOW)

    assert before == draft_of(paper, 1) != ""
    with pytest.raises(UnknownIdError, match="there is no question '99'"):
        write_draft(paper, 99, "1", NOW)


def test_late_drafts_are_refused(paper: Sitting) -> None:
    """Once the time is over nothing is kept; an answer under way still counts."""
    assert paper.closes is not None
    moment = paper.closes + dt.timedelta(seconds=5)
    write_draft(paper, 1, right_answer(question_of(paper, 1).variant), moment)

    with pytest.raises(ConflictError, match="the time of this paper is over"):
        write_draft(paper, 2, right_answer(question_of(paper, 2).variant), moment + MINUTE)

    assert is_over(paper, moment)
    done = hand_in(paper, moment + MINUTE)
    assert paper.closes == done.ended
    assert 1 == report_of(done).right


def test_handing_in_twice_is_one(paper: Sitting) -> None:
    """A second click changes nothing, and no draft comes after."""
    drafted(paper, 1)
    first = hand_in(paper, NOW)
    second = hand_in(paper, NOW + MINUTE)

    assert (first.ended, 1) == (second.ended, paper.learner.responses.count())
    with pytest.raises(ConflictError):
        drafted(paper, 2)


def test_another_paper_leaves_drafts_alone(learner: Learner, paper: Sitting) -> None:
    """A paper with answers is not forgotten when another one begins; an empty one is."""
    drafted(paper, 1)
    empty = begin_mock(learner, stage=2, minutes=10, seed=2)
    last = begin_mock(learner, stage=3, minutes=10, seed=3)

    assert {paper.pk, last.pk} == set(learner.sittings.values_list("pk", flat=True))
    assert empty.pk != last.pk
    assert last == open_sitting(learner, Sitting.MOCK)
    assert 1 == report_of(hand_in(paper, NOW)).right


def test_no_variant_comes_twice(learner: Learner, paper: Sitting) -> None:
    """A paper with the same seed asks with other numbers what was answered before."""
    drafted(paper, *(row["number"] for row in paper.state["paper"]))
    hand_in(paper, NOW)
    again = begin_mock(learner, stage=1, minutes=30, seed=1)
    seen = {(row["question"], row["seed"]) for row in paper.state["paper"]}

    assert not seen & {(row["question"], row["seed"]) for row in again.state["paper"]}


def test_an_admission_list(learner: Learner) -> None:
    """A program's list is examined; what it does not name is not asked."""
    paper = begin_mock(learner, program="umich-mads", minutes=20, seed=1)

    assert "Applied Data Science" in paper.title
    assert {question_of(paper, row["number"]).generator.main for row in paper.state["paper"]} == {
        key for key in paper.topics if key in by_competency(offer())
    }


@pytest.mark.parametrize(
    ("wanted", "said"),
    [({}, "either a stage or a program"), ({"stage": 1, "program": "umich-mads"}, "either"),
     ({"stage": 9}, "no stage 9"), ({"program": "umich-mad"}, "did you mean umich-mads"),
     ({"stage": 1, "minutes": 5.0}, "10 to 240 minutes")],
)  # fmt: skip
def test_what_cannot_be_examined(learner: Learner, wanted: dict, said: str) -> None:
    """Each mistake is one sentence, and leaves no paper behind."""
    with pytest.raises(TriposError, match=said):
        begin_mock(learner, **wanted)

    assert 0 == learner.sittings.count()


def test_only_papers_are_handed_in(learner: Learner) -> None:
    """A diagnostic is not handed in."""
    sitting = begin_diagnostic(learner, seed=1)

    with pytest.raises(TriposError, match="only a mock examination"):
        hand_in(sitting, NOW)
    assert sitting.responses.count() == 0
    assert today() == sitting.started.astimezone().date()
