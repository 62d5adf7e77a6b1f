"""What a learner remembers, kept up with every answer; it can be made again from all answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from tripos.atlas import load_atlas
from tripos.content import nearest
from tripos.errors import TriposError
from tripos.exam import Generator, find_generator
from tripos.exam.offer import by_competency, offer
from tripos.exam.review import Due, Memory, after_answer, forecast, is_slow, minutes_of, queue
from tripos.web.record.day import day_of
from tripos.web.record.models import Learner, Remembered


def memories_of(learner: Learner) -> dict[str, Memory]:
    """What the learner remembers, by competency."""
    return {
        row.competency: Memory(row.stability, row.difficulty, row.last, row.due)
        for row in learner.remembered.all()
    }


def remember(
    learner: Learner, generator: Generator, right: bool | None, seconds: float | None, day: dt.date
) -> None:
    """Keeps the memory up with one answer."""
    _keep(learner, after_answer(
        load_atlas(), memories_of(learner), generator.about, right, day,
        slow=is_slow(seconds, generator.minutes),
    ))  # fmt: skip


def _keep(learner: Learner, changed: Mapping[str, Memory]) -> None:
    for key, memory in changed.items():
        Remembered.objects.update_or_create(
            learner=learner, competency=key,
            defaults={"stability": memory.stability, "difficulty": memory.difficulty,
                      "last": memory.last, "due": memory.due},
        )  # fmt: skip


@transaction.atomic
def remake(learner: Learner) -> None:
    """Computes the memory again from all answers, oldest first."""
    atlas, found = load_atlas(), dict[str, Memory]()
    for row in learner.responses.order_by("at", "id"):
        try:
            generator = find_generator(row.question)
        except TriposError:  # the bank no longer has this question
            continue
        found |= after_answer(
            atlas, found, generator.about, row.right, day_of(row.at),
            slow=is_slow(row.seconds, generator.minutes),
        )  # fmt: skip
    learner.remembered.all().delete()
    _keep(learner, found)


def due_of(learner: Learner, day: dt.date, budget: float | None = None) -> list[Due]:
    """What to review on `day` within `budget` minutes."""
    memories = memories_of(learner)
    minutes = minutes_of(memories, by_competency(offer())) if memories else {}
    return queue(load_atlas(), memories, day, minutes, budget)


def forecast_of(learner: Learner, day: dt.date, days: int = 30) -> list[float]:
    """Minutes of review on each of the next days."""
    memories = memories_of(learner)
    minutes = minutes_of(memories, by_competency(offer())) if memories else {}
    return forecast(memories, day, minutes, days)


def known_topic(key: str) -> str:
    """The competency `key` if the bank has questions on it. Raises TriposError."""
    found = load_atlas().find(key).id
    tested = by_competency(offer())
    if found not in tested:
        near = nearest(found, tested)
        hint = f"; near: {', '.join(near)}" if near else ""
        raise TriposError(f"the bank has no question on {found} yet{hint}")
    return found
