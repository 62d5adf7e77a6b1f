"""Sittings: asked once, answered once, taken up again; everything is evidence and memory."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User

from tests.web.record.answering import NOW, ago, answer
from tripos.atlas import load_atlas
from tripos.errors import TriposError, UnknownIdError
from tripos.exam import find_generator
from tripos.exam.answers import AnswerError
from tripos.exam.diagnostic import LEAST_QUESTIONS, MOST_QUESTIONS, STOPS
from tripos.exam.offer import by_competency, offer
from tripos.web.record.day import today
from tripos.web.record.exams.choosing import SET
from tripos.web.record.exams.flags import flag, flag_rows
from tripos.web.record.exams.found import found_of
from tripos.web.record.exams.memory import (
    known_topic,
    memories_of,
)
from tripos.web.record.exams.sittings import (
    Outcome,
    begin,
    end,
    give,
    go_on,
    open_sitting,
    outcome_of,
    pending,
    sitting_of,
)
from tripos.web.record.exams.starting import (
    begin_diagnostic,
    begin_practice,
    practice_topics,
)
from tripos.web.record.knowledge import belief_of, evidence_of
from tripos.web.record.models import Learner, Sitting
from tripos.web.record.person import ConflictError, save_person

pytestmark = pytest.mark.django_db

TOPICS = ("vectors-and-norms", "python-fundamentals", "derivatives")  # that rest on nothing
COSINE = {"question": "vectors-cosine", "seed": 4, "number": 1, "shown": NOW.isoformat()}


def face(outcome: Outcome) -> tuple[str, str, str]:
    """What the learner sees of a question."""
    held = outcome.variant
    return outcome.generator.id, held.prompt, repr(getattr(held.answer, "texts", ""))


@pytest.fixture
def diagnosed(learner: Learner) -> Sitting:
    """A whole diagnostic, every answer right."""
    sitting = begin_diagnostic(learner, seed=1)
    while answer(sitting) is not None:
        assert sitting.responses.count() <= MOST_QUESTIONS
    return sitting


@pytest.fixture
def cosine(learner: Learner) -> Sitting:
    """A practice in which one question waits whose answer is a number."""
    return begin(learner, Sitting.PRACTISE, "One", ["vectors-and-norms"], seed=1,
                 state={"pending": COSINE})  # fmt: skip


def test_it_works(learner: Learner, diagnosed: Sitting) -> None:
    """A diagnostic answered rightly raises belief, and each answer is evidence with its origin."""
    rows = list(diagnosed.responses.all())
    belief = belief_of(learner)
    found = found_of(learner, diagnosed)

    assert LEAST_QUESTIONS <= len(rows) <= MOST_QUESTIONS
    assert diagnosed.stop in STOPS
    assert STOPS[diagnosed.stop] in found.why
    assert (len(rows), len(rows)) == (found.questions, found.right)
    assert all(belief[row.competency].p > 0.3 for row in rows)
    assert {f"question:{row.pk}" for row in rows} == {one.origin for one in learner.evidence.all()}
    assert found.findings.verified > 10
    assert set(memories_of(learner)) >= {row.competency for row in rows}


def test_a_diagnostic_explores(diagnosed: Sitting) -> None:
    """The first questions speak of many areas, and none is asked twice."""
    rows = list(diagnosed.responses.all())

    assert len({load_atlas()[row.competency].area for row in rows[:12]}) >= 5
    assert len({(row.question, row.seed) for row in rows}) == len(rows)
    assert list(range(1, len(rows) + 1)) == [row.number for row in rows]


def test_the_same_seed_asks_the_same(learner: Learner, other: Learner) -> None:
    """Two people with the same record and answers are asked the same questions."""
    rows = []
    for one in (learner, other):
        sitting = begin_diagnostic(one, seed=7)
        for _ in range(4):
            answer(sitting)
        rows.append(list(sitting.responses.values_list("question", "seed")))

    assert rows[0] == rows[1]


def test_reloading_shows_the_same_question(learner: Learner) -> None:
    """A question is chosen once and waits, in every window."""
    sitting = begin_diagnostic(learner, seed=1)
    again = sitting_of(learner, sitting.pk)
    first, second = pending(sitting, today()), pending(again, today())

    assert first is not None
    assert second is not None
    assert (first.number, first.generator, first.seed) == (
        second.number, second.generator, second.seed
    )  # fmt: skip
    assert first.variant.prompt == second.variant.prompt


def test_an_answer_is_taken_once(learner: Learner, cosine: Sitting) -> None:
    """The same question answered in another window is refused, and nothing is written."""
    other_window = sitting_of(learner, cosine.pk)
    give(cosine, 1, "7", NOW)
    before = [learner.responses.count(), learner.evidence.count(), belief_of(learner)]

    with pytest.raises(ConflictError, match="question 1 was answered already"):
        give(other_window, 1, "7", NOW)
    with pytest.raises(ConflictError, match="question 2"):
        give(cosine, 2, "7", NOW)

    assert before == [learner.responses.count(), learner.evidence.count(), belief_of(learner)]


@pytest.mark.parametrize(
    "typed", ["1,5", "sqrt(2", "", "   ", "1" * 10_000, "(" * 5_000 + ")" * 5_000,
              "__import__('os').system('ls')", "A\x00B", "ⅷ", "\ud800"],
    ids=lambda typed: repr(typed[:12]),
)  # fmt: skip
def test_what_cannot_be_read_costs_nothing(learner: Learner, cosine: Sitting, typed: str) -> None:
    """A malformed answer is one sentence; the question waits on."""
    with pytest.raises(AnswerError) as error:
        give(cosine, 1, typed, NOW)

    assert str(error.value)
    assert (0, 0) == (learner.responses.count(), learner.evidence.count())
    waiting = pending(cosine, today())
    assert waiting is not None
    assert ("vectors-cosine", 4) == (waiting.generator.id, waiting.seed)


def test_i_do_not_know(learner: Learner, cosine: Sitting) -> None:
    """Not knowing is kept as such, lowers belief, makes no memory, and shows the way."""
    before = belief_of(learner)["vectors-and-norms"].p
    given = give(cosine, 1, None, NOW)

    assert (None, "") == (given.response.right, given.response.typed)
    assert belief_of(learner)["vectors-and-norms"].p < before
    assert given.mark.solution == given.variant.solution
    assert {} == memories_of(learner)
    (row,) = evidence_of(learner)
    assert row.source.endswith("not known")


def test_a_mark_can_be_seen_again(learner: Learner, cosine: Sitting) -> None:
    """What was said to an answer is the same later on; what was not answered has no mark."""
    given = give(cosine, 1, "7", NOW)

    assert given.mark == outcome_of(cosine, 1).mark
    assert not given.mark.right
    assert "7" == outcome_of(cosine, 1).response.typed
    with pytest.raises(UnknownIdError, match="there is no answer '9'"):
        outcome_of(cosine, 9)


def test_no_variant_comes_twice(learner: Learner) -> None:
    """Across sittings, even with the same seed, no question looks the same again."""
    seen = []
    for _ in range(3):
        sitting = begin_practice(learner, today(), topics=TOPICS[:1], seed=1)
        for _ in range(9):
            given = answer(sitting)
            assert given is not None
            seen.append(face(given))
        end(sitting)

    assert len(set(seen)) == len(seen) == 27


def test_a_sitting_is_taken_up_again(learner: Learner) -> None:
    """Who stops goes on with the question that waits; who ends begins anew."""
    sitting = begin_diagnostic(learner, seed=1)
    answer(sitting)
    waiting = pending(sitting, today())
    again = open_sitting(learner, Sitting.DIAGNOSE)

    assert sitting == again
    assert again is not None
    same = pending(again, today())
    assert waiting is not None
    assert same is not None
    assert (2, waiting.generator, waiting.seed) == (same.number, same.generator, same.seed)
    again = end(again)
    assert open_sitting(learner, Sitting.DIAGNOSE) is None
    assert pending(again, today()) is None
    assert "left" == again.stop
    assert 1 == learner.responses.count()
    assert "You stopped here" in found_of(learner, again).why


def test_what_was_begun_for_nothing_is_forgotten(learner: Learner) -> None:
    """A sitting without an answer makes room for the next one of its kind."""
    first = begin_diagnostic(learner, seed=1)
    practice = begin_practice(learner, today(), topics=TOPICS, seed=1)
    second = begin_diagnostic(learner, seed=2)

    assert {practice.pk, second.pk} == set(learner.sittings.values_list("pk", flat=True))
    with pytest.raises(TriposError, match="deleted meanwhile"):
        pending(first, today())


def test_a_diagnostic_of_goals(learner: Learner, with_person) -> None:
    """Only what the goals rest on is asked about; without goals one is told why."""
    save_person(learner, {"goals": {"scope": "focused"}})
    with pytest.raises(TriposError, match="name some"):
        begin_diagnostic(learner, only_targets=True)
    with_person(learner, "nurse")
    sitting = begin_diagnostic(learner, only_targets=True, seed=1)
    waiting = pending(sitting, today())

    assert waiting is not None
    assert waiting.generator.main in sitting.topics
    assert len(sitting.topics) < len(load_atlas())


def test_practice_comes_in_sets(learner: Learner) -> None:
    """Ten questions end a practice; another set can be opened, and ends in turn."""
    sitting = begin_practice(learner, today(), topics=TOPICS, seed=1)
    for _ in range(2 * SET):
        if answer(sitting) is None:
            break

    assert (SET, "set done") == (sitting.responses.count(), sitting.stop)
    assert sitting.ended is not None
    for _ in range(2 * SET):
        sitting = go_on(sitting) if sitting.responses.count() == SET else sitting
        if answer(sitting) is None:
            break
    assert (2 * SET, "set done") == (sitting.responses.count(), sitting.stop)
    topics = [row.competency for row in sitting.responses.all()]
    assert set(TOPICS) == set(topics)
    assert all(one != two for one, two in zip(topics, topics[1:], strict=False))


def test_only_practice_goes_on(learner: Learner) -> None:
    """A diagnostic that has ended stays ended."""
    assert go_on(end(begin_diagnostic(learner, seed=1))).ended is not None


def test_what_to_practise(learner: Learner) -> None:
    """Without a plan, what is ready to be learned and has questions; a topic must have some."""
    tested = by_competency(offer())
    topics = practice_topics(learner, today())

    assert topics
    assert set(topics) <= set(tested)
    untested = next(key for key in load_atlas() if key not in tested)
    with pytest.raises(TriposError, match=f"the bank has no question on {untested}"):
        begin_practice(learner, today(), topics=[untested])
    with pytest.raises(UnknownIdError, match="did you mean bayes-rule"):
        known_topic("bayes-rul")


def test_flags(learner: Learner) -> None:
    """A word on a variant is kept once, for authors, without a name."""
    flag(learner, "vectors-cosine", 4, "  the sign\n is wrong ")
    flag(learner, "vectors-cosine", 4, "the unit is missing")
    (row,) = flag_rows(learner.flags.all())

    assert ("vectors-cosine", 4, "the unit is missing") == (
        row["question"], row["seed"], row["reason"]
    )  # fmt: skip
    assert {"question", "seed", "reason", "at"} == set(row)


@pytest.mark.parametrize(
    ("question", "reason", "said"),
    [("vectors-cosine", " \n ", "say in a few words"), ("vectors-cosine", "x" * 501, "longer than"),
     ("vectors-cosin", "wrong", "did you mean vectors-cosine")],
)  # fmt: skip
def test_flags_without_use_are_refused(
    learner: Learner, question: str, reason: str, said: str
) -> None:
    """An empty or endless reason, and an unknown question, get one sentence."""
    with pytest.raises(TriposError, match=said):
        flag(learner, question, 4, reason)

    assert 0 == learner.flags.count()


@pytest.fixture
def other(db: None) -> Learner:
    """Somebody else."""
    return Learner.objects.create(user=User.objects.create_user("other"))


def test_sittings_are_private(learner: Learner, other: Learner, cosine: Sitting) -> None:
    """Nobody finds the sitting of somebody else."""
    assert cosine == sitting_of(learner, cosine.pk)
    with pytest.raises(UnknownIdError, match="there is no sitting"):
        sitting_of(other, cosine.pk)
    assert open_sitting(other, Sitting.PRACTISE) is None


def test_seconds_have_bounds(learner: Learner, cosine: Sitting) -> None:
    """A window left open overnight, or a clock set back, is no measure of thinking."""
    given = give(cosine, 1, "7", NOW + dt.timedelta(days=1))
    second = begin(learner, Sitting.PRACTISE, "One", [], seed=1, state={"pending": COSINE})

    assert 3600 == given.response.seconds
    assert 0 == give(second, 1, "7", ago(1)).response.seconds
    assert find_generator("vectors-cosine").main == given.response.competency
