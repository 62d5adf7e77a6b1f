"""Spaced review: what is about to be forgotten, with FSRS, and credit along `encompasses`.

The scheduler is FSRS (Ye, Su and Cao 2022, KDD; the `fsrs` library) with its default parameters,
on competencies instead of cards. Whoever answers something rightly has practised, in part, what it
encompasses: that part of the effect of a review is credited there (after Skycak 2024, *The Math
Academy Way*, on fractional implicit repetition).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from tripos.atlas import Atlas

if TYPE_CHECKING:
    from fsrs import Scheduler

RETENTION = 0.9  # chance to remember at which a review is due
_HOUR = 12  # reviews count as of noon, so that a day is a day
_SLOW = 2.0  # times the expected minutes from which on a right answer was hard


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a competency is remembered: FSRS stability in days and difficulty (1 to 10)."""

    stability: float
    difficulty: float
    last: dt.date
    due: dt.date

    def recalled(self, day: dt.date) -> float:
        """The chance that it is remembered on `day` (FSRS's power curve)."""
        from fsrs import Card, State  # noqa: PLC0415 - only review needs it

        card = Card(1, State.Review, None, self.stability, self.difficulty,
                    _noon(self.due), _noon(self.last))  # fmt: skip
        return float(_scheduler().get_card_retrievability(card, _noon(day)))


def reviewed(
    memory: Memory | None, right: bool | None, day: dt.date, *, slow: bool = False
) -> Memory | None:
    """The memory after an answer on `day`; what was never known is not remembered (None)."""
    from fsrs import Card, Rating, State  # noqa: PLC0415 - only review needs it

    if memory is None and not right:
        return None
    if memory is not None and memory.last >= day and right:
        return memory  # several right answers on one day are one review
    card = Card(1)
    if memory is not None:
        card = Card(1, State.Review, None, memory.stability, memory.difficulty,
                    _noon(memory.due), _noon(memory.last))  # fmt: skip
    rating = Rating.Again if not right else Rating.Hard if slow else Rating.Good
    found, _ = _scheduler().review_card(card, rating, _noon(day))
    assert found.stability is not None and found.difficulty is not None
    due = max(found.due.date(), day + dt.timedelta(days=1))
    return Memory(found.stability, found.difficulty, day, due)


def is_slow(seconds: float | None, minutes: float) -> bool:
    """Whether an answer took so long that it was hard."""
    return seconds is not None and seconds > 60 * _SLOW * minutes


def after_answer(
    atlas: Atlas, memories: Mapping[str, Memory], about: Mapping[str, float],
    right: bool | None, day: dt.date, *, slow: bool = False,
) -> dict[str, Memory]:  # fmt: skip
    """The memories that an answer changes: those it is about, and what these encompass.

    As with reviews themselves, the first answer of a day is the one that practises the rest.
    """
    changed: dict[str, Memory] = {}
    for key, weight in about.items():
        if key not in atlas or weight < 0.5:
            continue
        before = memories.get(key)
        found = reviewed(before, right, day, slow=slow)
        if found is not None:
            changed[key] = found
        counts = right and (before is None or before.last < day)
        for other, share in atlas[key].encompasses.items() if counts else ():
            former = changed.get(other) or memories.get(other)
            if former is not None and other not in about:
                changed[other] = _in_part(former, share, day)
    return changed


def _in_part(memory: Memory, share: float, day: dt.date) -> Memory:
    """The memory after `share` of a successful review."""
    whole = reviewed(memory, True, day)
    assert whole is not None
    moved = memory.last + share * (whole.last - memory.last)
    return replace(
        memory,
        stability=memory.stability + share * (whole.stability - memory.stability),
        last=moved,
        due=max(memory.due, memory.due + share * (whole.due - memory.due)),
    )


@dataclass(frozen=True, slots=True)
class Due:
    """A review of today: the chance that it is remembered, and what else it practises again."""

    competency: str
    recalled: float
    covers: tuple[str, ...]
    minutes: float


def queue(
    atlas: Atlas, memories: Mapping[str, Memory], day: dt.date, minutes: Mapping[str, float],
    budget: float | None = None,
) -> list[Due]:  # fmt: skip
    """What to review on `day`, most useful first, within `budget` minutes (None: everything).

    What encompasses other due things comes first, as it spares their own review; then what is
    nearest to being forgotten. What an earlier review of the queue covers by half or more is left
    out. `minutes` maps what the bank has questions on to the minutes of one.
    """
    due = {key for key, one in memories.items()
           if one.due <= day and key in atlas and key in minutes}  # fmt: skip
    found = []
    for key in due:
        within = {other: share for other, share in atlas[key].encompasses.items() if other in due}
        spared = tuple(sorted(other for other, share in within.items() if share >= 0.5))
        found.append(
            (sum(within.values()), Due(key, memories[key].recalled(day), spared, minutes[key]))
        )
    found.sort(key=lambda one: (-one[0], one[1].recalled, one[1].competency))
    spent, spared_all, chosen = 0.0, set[str](), list[Due]()
    for _, one in found:
        if one.competency in spared_all:
            continue
        if budget is not None and chosen and spent + one.minutes > budget:
            break
        chosen.append(one)
        spent += one.minutes
        spared_all |= set(one.covers)
    return chosen


def forecast(
    memories: Mapping[str, Memory], day: dt.date, minutes: Mapping[str, float], days: int = 30
) -> list[float]:
    """Minutes of review on each of the next `days` days, if every review is done and succeeds."""
    load = [0.0] * days
    for key, memory in memories.items():
        if key not in minutes:
            continue
        held: Memory | None = memory
        while held is not None:
            at = max(0, (held.due - day).days)
            if at >= days:
                break
            load[at] += minutes[key]
            held = reviewed(held, True, max(held.due, day + dt.timedelta(days=at)))
    return load


def minutes_of(topics: Collection[str], bank: Mapping[str, Sequence[object]]) -> dict[str, float]:
    """The mean minutes of the questions on each topic that has any."""
    return {
        key: sum(getattr(one, "minutes", 2.0) for one in bank[key]) / len(bank[key])
        for key in topics if bank.get(key)
    }  # fmt: skip


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler  # noqa: PLC0415 - only review needs it

    return Scheduler(
        desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(_HOUR), tzinfo=dt.UTC)
