"""What is remembered: due for review, asked again, and made again from all answers."""

from __future__ import annotations

import pytest

from tests.web.record.answering import answer, practised
from tripos.errors import TriposError
from tripos.web.record.day import today
from tripos.web.record.exams.memory import due_of, forecast_of, memories_of, remake
from tripos.web.record.exams.starting import begin_practice, begin_review
from tripos.web.record.models import Learner

pytestmark = pytest.mark.django_db

TOPICS = ("vectors-and-norms", "python-fundamentals", "derivatives")  # that rest on nothing


def test_it_works(learner: Learner) -> None:
    """Each due topic once, what was not known once more at the end."""
    practised(learner, TOPICS[0], days=40)
    practised(learner, TOPICS[2], days=30)
    queue = [one.competency for one in due_of(learner, today())]
    sitting = begin_review(learner, today(), seed=1)
    assert set(queue) >= {TOPICS[0], TOPICS[2]}

    answer(sitting, right=False)
    while answer(sitting) is not None:
        pass

    assert [*queue, queue[0]] == [row.competency for row in sitting.responses.all()]
    assert "all reviewed" == sitting.stop
    assert [] == due_of(learner, today())
    with pytest.raises(TriposError, match="nothing is due for review today"):
        begin_review(learner, today())


def test_a_review_gives_up_in_the_end(learner: Learner) -> None:
    """What is not known twice is left for another day."""
    practised(learner, TOPICS[0], days=40)
    sitting = begin_review(learner, today(), seed=1)
    while answer(sitting, right=False) is not None:
        assert sitting.responses.count() <= 10

    assert all(
        2 == sitting.responses.filter(competency=key).count() for key in sitting.topics
    )  # fmt: skip
    assert sum(forecast_of(learner, today())) > 0


def test_memory_can_be_made_again(learner: Learner) -> None:
    """From all answers alone comes the same memory that was kept along the way."""
    for days in (50, 20, 20, 3):
        practised(learner, *TOPICS, "matrix-operations", count=5, days=days)
    sitting = begin_practice(learner, today(), topics=TOPICS, seed=1)
    answer(sitting, right=False)
    answer(sitting)
    kept = memories_of(learner)

    remake(learner)

    assert len(kept) >= 4
    assert kept == memories_of(learner)


def test_a_question_that_is_gone_leaves_the_rest(learner: Learner) -> None:
    """Answers to questions that the bank lost count for nothing when memory is made again."""
    practised(learner, *TOPICS, count=3)
    learner.responses.filter(number=1).update(question="gone")

    remake(learner)

    assert 2 == len(memories_of(learner))
