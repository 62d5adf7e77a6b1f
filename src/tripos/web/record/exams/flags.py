"""Questions that learners call faulty, for their authors."""

from __future__ import annotations

from typing import Any

from tripos.errors import TriposError
from tripos.exam import find_generator
from tripos.web.record.models import Flag, Learner

_LONGEST = 500
MOST = 1000


def flag(learner: Learner, question: str, seed: int, reason: str) -> Flag:
    """Keeps the learner's word that a variant is faulty. Raises TriposError without a reason."""
    find_generator(question)
    words = " ".join(reason.split())
    if not words:
        raise TriposError("say in a few words what is wrong with the question")
    if len(words) > _LONGEST:
        raise TriposError(f"the reason is longer than {_LONGEST} characters: shorten it")
    if learner.flags.count() >= MOST:
        raise TriposError(f"a record holds at most {MOST} flags")
    found, _ = Flag.objects.update_or_create(
        learner=learner, question=question, seed=seed, defaults={"reason": words}
    )
    return found


def flag_rows(flags: Any) -> list[dict[str, Any]]:
    """Flags as authors get them: no word of who raised them."""
    return [
        {"question": one.question, "seed": one.seed, "reason": one.reason, "at": one.at.isoformat()}
        for one in flags
    ]
