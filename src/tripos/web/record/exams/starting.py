"""How sittings begin: about what, in which order, for how long."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from django.utils import timezone

from tripos.atlas import Atlas, load_atlas
from tripos.errors import TriposError
from tripos.exam.offer import by_competency, new_seed, offer, rng_of
from tripos.exam.paper import Syllabus, program_syllabus, set_paper, stage_syllabus
from tripos.web.record.exams.memory import due_of, known_topic
from tripos.web.record.exams.sittings import begin
from tripos.web.record.models import Learner, Sitting
from tripos.web.record.own import catalog_of
from tripos.web.record.plans import current_plan, shares_of
from tripos.web.record.standing import next_up, standing_of, targets_of

SOON = dt.timedelta(days=7)  # lines of the plan that begin within a week are practised already
REVIEW_MINUTES, MOCK_MINUTES = 20.0, 60.0  # unless the learner says


def begin_kind(
    learner: Learner, kind: str, today: dt.date, *, goals: bool = False,
    topics: Sequence[str] = (), stage: int | None = None, program: str | None = None,
    minutes: float | None = None, seed: int | None = None,
) -> Sitting:  # fmt: skip
    """A sitting of this kind with those of the options that it takes. Raises TriposError."""
    if kind == Sitting.DIAGNOSE:
        return begin_diagnostic(learner, only_targets=goals, seed=seed)
    if kind == Sitting.PRACTISE:
        return begin_practice(learner, today, topics=topics, seed=seed)
    if kind == Sitting.REVIEW:
        budget = REVIEW_MINUTES if minutes is None else minutes
        return begin_review(learner, today, minutes=budget, seed=seed)
    if kind == Sitting.MOCK:
        time = MOCK_MINUTES if minutes is None else minutes
        return begin_mock(learner, stage=stage, program=program, minutes=time, seed=seed)
    raise TriposError("choose what to sit: a diagnostic, practice, a review or a mock examination")


def begin_diagnostic(
    learner: Learner, *, only_targets: bool = False, seed: int | None = None
) -> Sitting:
    """A diagnostic of the whole map, or of what the learner aims at and all it rests on."""
    atlas = load_atlas()
    targets, problem = targets_of(learner)
    if only_targets and problem:
        raise TriposError(problem)
    topics = tuple(atlas.closure(targets)) if only_targets else tuple(atlas)
    title = "Diagnostic of your goals" if only_targets else "Diagnostic of the whole map"
    return begin(learner, Sitting.DIAGNOSE, title, topics, seed=_drawn(seed))


def begin_practice(
    learner: Learner, today: dt.date, *, topics: Sequence[str] = (), seed: int | None = None
) -> Sitting:
    """Practice of `topics`, or else of what the plan's current weeks teach.

    Raises TriposError for topics that the bank has no question on.
    """
    chosen = [known_topic(key) for key in topics]
    atlas = load_atlas()
    title = ", ".join(atlas[key].name for key in chosen[:3]) or "Practice for this week"
    about = chosen or practice_topics(learner, today)
    named = {"named": True} if chosen else None
    return begin(learner, Sitting.PRACTISE, title, about, seed=_drawn(seed), state=named)


def practice_topics(learner: Learner, today: dt.date) -> list[str]:
    """What the lines of the plan at work teach; without a plan, what is ready to be learned."""
    tested = by_competency(offer())
    plan = current_plan(learner)
    found: list[str] = []
    if plan is not None:
        shares = shares_of(learner)
        for line in plan.data["items"]:
            begun = dt.date.fromisoformat(line["start"]) <= today + SOON
            if begun and any(shares.get(part, 0.0) < 1 for part in line["parts"]):
                found += line["covers"]
    if not any(key in tested for key in found):
        standing = standing_of(learner)
        targets, _ = targets_of(learner)
        found = [one.item.id for one in next_up(standing, targets or frozenset(standing.atlas))]
    return [key for key in dict.fromkeys(found) if key in tested]


def begin_review(
    learner: Learner, today: dt.date, *, minutes: float = REVIEW_MINUTES, seed: int | None = None
) -> Sitting:
    """A review of what is due. Raises TriposError if nothing is."""
    due = due_of(learner, today, minutes)
    if not due:
        raise TriposError("nothing is due for review today: practise, or come back tomorrow")
    topics = [one.competency for one in due]
    return begin(learner, Sitting.REVIEW, f"Review of {today:%d %B}", topics, seed=_drawn(seed))


def begin_mock(
    learner: Learner, *, stage: int | None = None, program: str | None = None,
    minutes: float = MOCK_MINUTES, seed: int | None = None,
) -> Sitting:  # fmt: skip
    """A timed paper over a stage or a program's admission list. Raises TriposError."""
    atlas = load_atlas()
    syllabus = _syllabus(atlas, learner, stage, program)
    drawn = _drawn(seed)
    rng = rng_of(drawn, 0)
    used = set(learner.responses.values_list("question", "seed"))
    paper = [
        {"question": one.id, "seed": new_seed(one.id, used, rng), "number": number}
        for number, one in enumerate(
            set_paper(syllabus.topics, by_competency(offer()), minutes, rng), 1
        )
    ]
    return begin(
        learner, Sitting.MOCK, syllabus.title, syllabus.topics, seed=drawn,
        state={"paper": paper, "drafts": {}, "minutes": minutes},
        closes=timezone.now() + dt.timedelta(minutes=minutes),
    )  # fmt: skip


def _drawn(seed: int | None) -> int:
    """The seed given, or a new one."""
    return secrets.randbelow(2**31) if seed is None else seed


def _syllabus(atlas: Atlas, learner: Learner, stage: int | None, program: str | None) -> Syllabus:
    if (stage is None) == (program is None):
        raise TriposError("name either a stage or a program to be examined for")
    if program is not None:
        return program_syllabus(atlas, catalog_of(learner), program)
    assert stage is not None
    return stage_syllabus(atlas, stage)
