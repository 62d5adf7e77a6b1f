"""Sittings: one question waits at a time, an answer is taken once, and everything is evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from tripos.errors import TriposError, UnknownIdError
from tripos.exam import Generator, Variant, all_generators, find_generator
from tripos.exam.marking import Mark, mark
from tripos.exam.offer import new_seed, rng_of
from tripos.exam.scale import evidence_of_answer, scale_of
from tripos.web.record.day import day_of
from tripos.web.record.exams.choosing import choose
from tripos.web.record.exams.memory import remember
from tripos.web.record.knowledge import add_evidence
from tripos.web.record.models import Learner, Response, Sitting
from tripos.web.record.models.exam import MOST_TYPED
from tripos.web.record.person import ConflictError, held

QUESTION = "question:"  # origins of evidence from answers
_LONGEST_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Pending:
    """The question that waits for an answer."""

    number: int
    generator: Generator
    seed: int
    variant: Variant


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer with its mark. `mark` is as `tripos.exam.marking` gives it."""

    response: Response
    generator: Generator
    variant: Variant
    mark: Mark


@transaction.atomic
def begin(
    learner: Learner, kind: str, title: str, topics: Sequence[str], *, seed: int,
    state: dict[str, Any] | None = None, closes: dt.datetime | None = None,
) -> Sitting:  # fmt: skip
    """A new sitting; one of the same kind in which nothing was answered yet is forgotten."""
    held(learner)
    for row in learner.sittings.filter(responses=None, ended=None, kind=kind):
        if not row.state.get("drafts"):
            row.delete()
    return Sitting.objects.create(
        learner=learner, kind=kind, title=title[:200], topics=list(topics), closes=closes,
        seed=seed, state=state or {},
    )  # fmt: skip


def open_sitting(learner: Learner, kind: str) -> Sitting | None:
    """The sitting of this kind that was begun and not ended."""
    return learner.sittings.filter(kind=kind, ended=None).first()


def sitting_of(learner: Learner, key: int) -> Sitting:
    """The learner's sitting numbered `key`. Raises UnknownIdError if they have none such."""
    found = learner.sittings.filter(pk=key).first()
    if found is None:
        raise UnknownIdError("sitting", str(key), ())
    return found


@transaction.atomic
def pending(sitting: Sitting, today: dt.date) -> Pending | None:
    """The question that waits, chosen now if none does; None if the sitting has ended.

    A question that the bank no longer has gives way to another. A paper has none that waits.
    """
    locked = locked_of(sitting)
    if locked.kind == Sitting.MOCK:
        return None
    if locked.state.get("pending", {}).get("question") not in all_generators():
        locked.state.pop("pending", None)
    if locked.ended is None and "pending" not in locked.state:
        _choose_next(locked, today)
    sitting.state, sitting.ended, sitting.stop = locked.state, locked.ended, locked.stop
    waiting = locked.state.get("pending")
    if locked.ended is not None or waiting is None:
        return None
    generator = find_generator(waiting["question"])
    return Pending(
        waiting["number"], generator, waiting["seed"], generator.variant(waiting["seed"])
    )


def _choose_next(sitting: Sitting, today: dt.date) -> None:
    number = sitting.responses.count() + 1
    rng = rng_of(sitting.seed, number)
    asked, stop = choose(sitting, today, rng)
    if asked is None:
        sitting.ended, sitting.stop = timezone.now(), stop
        sitting.save(update_fields=["ended", "stop"])
        return
    used = set(sitting.learner.responses.filter(question=asked.id).values_list("question", "seed"))
    sitting.state["pending"] = {
        "question": asked.id, "seed": new_seed(asked.id, used, rng), "number": number,
        "shown": timezone.now().isoformat(),
    }  # fmt: skip
    sitting.save(update_fields=["state"])


@transaction.atomic
def give(sitting: Sitting, number: int, typed: str | None, now: dt.datetime) -> Outcome:
    """Marks the answer to question `number` and writes what it says; None is "I don't know".

    Raises AnswerError, at no cost, for what cannot be read, and ConflictError for a question that
    does not wait any more, as it was answered in another window.
    """
    locked = locked_of(sitting)
    waiting = locked.state.get("pending")
    if locked.ended is not None or waiting is None or waiting["number"] != number:
        raise ConflictError(
            f"question {number} was answered already, perhaps in another window; nothing was"
            " changed: go on with the question that waits"
        )
    outcome = store(locked, waiting, typed, now)
    del locked.state["pending"]
    locked.save(update_fields=["state"])
    return outcome


def store(sitting: Sitting, asked: dict[str, Any], typed: str | None, now: dt.datetime) -> Outcome:
    """Writes one answer with its evidence and what it does to memory. Raises AnswerError."""
    learner = sitting.learner
    generator = find_generator(asked["question"])
    variant = generator.variant(asked["seed"])
    given = mark(variant, typed) if typed is not None else _not_known(variant)
    right = None if typed is None else given.right
    shown = asked.get("shown")
    spent = (now - dt.datetime.fromisoformat(shown)).total_seconds() if shown else None
    response = Response.objects.create(
        learner=learner, sitting=sitting, number=asked["number"], question=generator.id,
        seed=asked["seed"], competency=generator.main, kind=variant.answer.kind,
        typed=(typed or "")[:MOST_TYPED], right=right, at=now,
        seconds=min(max(0.0, spent), _LONGEST_SECONDS) if spent is not None else None,
    )  # fmt: skip
    day = day_of(now)
    scale = scale_of(generator, variant.answer)
    add_evidence(learner, evidence_of_answer(generator, scale, right, day),
                 f"{QUESTION}{response.pk}", at=now)  # fmt: skip
    remember(learner, generator, right, response.seconds, day)
    return Outcome(response, generator, variant, given)


def _not_known(variant: Variant) -> Mark:
    return Mark(False, "", variant.answer.shown(), variant.solution)


def outcome_of(sitting: Sitting, number: int) -> Outcome:
    """The mark of an answer given earlier. Raises UnknownIdError if there is none."""
    response = sitting.responses.filter(number=number).first()
    if response is None:
        raise UnknownIdError("answer", str(number), ())
    generator = find_generator(response.question)
    variant = generator.variant(response.seed)
    given = _not_known(variant) if response.right is None else mark(variant, response.typed)
    return Outcome(response, generator, variant, given)


@transaction.atomic
def end(sitting: Sitting, stop: str = "left") -> Sitting:
    """Ends a sitting; what was answered counts, what waits is dropped.

    Raises TriposError for a paper, which is handed in instead (`mock.hand_in`).
    """
    locked = locked_of(sitting)
    if locked.kind == Sitting.MOCK:
        raise TriposError("a paper is not ended but handed in")
    if locked.ended is None:
        locked.ended, locked.stop = timezone.now(), stop
        locked.state.pop("pending", None)
        locked.save(update_fields=["ended", "stop", "state"])
    return locked


@transaction.atomic
def go_on(sitting: Sitting) -> Sitting:
    """Opens a practice that ended with its set for another one."""
    locked = locked_of(sitting)
    if locked.kind == Sitting.PRACTISE and locked.ended is not None:
        locked.ended, locked.stop = None, ""
        locked.state["sets"] = locked.state.get("sets", 1) + 1
        locked.save(update_fields=["ended", "stop", "state"])
    return locked


def locked_of(sitting: Sitting) -> Sitting:
    """The sitting as it is now, kept from others until the transaction ends."""
    found = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("learner__user")
        .filter(pk=sitting.pk)
        .first()
    )
    if found is None:
        raise TriposError("this sitting was deleted meanwhile; nothing was stored")
    return found
