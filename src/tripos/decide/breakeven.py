"""What would have to change for another path to be the better one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tripos.decide.compare import Swing, camp, swings
from tripos.decide.decision import Decision, knowable
from tripos.decide.outcomes import Outcome

_TOP_SWINGS = 10


@dataclass(frozen=True, slots=True)
class BreakEven:
    """One condition under which the best degree and the best courses draw level.

    `value` is where they do (None: nowhere in range), `now` the present value.
    """

    id: str
    statement: str
    value: float | None
    now: float | None
    unit: str


def best_with_degree(decision: Decision) -> Outcome | None:
    """The best open path that ends in a degree."""
    return next((o for o in decision.open_outcomes() if o.path.award is not None), None)


def best_of_courses(decision: Decision) -> Outcome | None:
    """The best open path of courses or certificates."""
    return next(
        (o for o in decision.open_outcomes() if camp(o) == "courses"), None
    )  # fmt: skip


def worth_if_insisting(outcome: Outcome, share: float, weights: Mapping[str, float]) -> float:
    """Mean worth if `share` of the doors insisted on a master's and the others did not.

    Reach is additive over doors, so that it is linear in the share.
    """
    now = weights["soon"] * outcome.soon.mean() + weights["reach"] * outcome.reach.mean()
    rest = float(outcome.worth.mean() - now)
    soon = share * outcome.soon_insisting.mean() + (1 - share) * outcome.soon_open.mean()
    reach = share * outcome.reach_insisting.mean() + (1 - share) * outcome.reach_open.mean()
    return rest + weights["soon"] * float(soon) + weights["reach"] * float(reach)


def break_evens(decision: Decision) -> list[BreakEven]:
    """The statements that hold for this person, the most general first."""
    degree, courses = best_with_degree(decision), best_of_courses(decision)
    if degree is None or courses is None:
        return []
    found = [_insisting(decision, degree, courses)]
    price = _price(decision, degree, courses)
    return [*found, *([price] if price else [])]


def _insisting(decision: Decision, degree: Outcome, courses: Outcome) -> BreakEven:
    """How many of the target postings would have to insist on a degree."""
    weights = decision.scales.weights
    doors = [door for door in decision.doors if door.kind != "doctorate"]
    count = len(doors)
    rank = decision.learner.rank
    now = sum(door.share_insisting(max(rank, 2), decision.draws) for door in doors)
    level = next(
        (
            number
            for number in range(count + 1)
            if worth_if_insisting(degree, number / count, weights)
            > worth_if_insisting(courses, number / count, weights)
        ),
        None,
    )
    noun = "your" if doors and doors[0].kind == "posting" else "ten typical"
    postings = f"{noun} {count} postings" if noun == "your" else "ten typical postings"
    if level is None:
        text = (
            f"even if all of {postings} insisted on a master's degree, {degree.path.title} would"
            f" be worth less to you: it would open {degree.reach_insisting.mean():.0%} of them,"
            f" courses {courses.reach_insisting.mean():.0%}"
        )
    elif level == 0:
        text = f"the degree wins even if none of {postings} insists on one"
    else:
        more = f"more than {level - 1}" if level > 1 else "at least one"
        text = f"courses win unless {more} of {postings} insist on a master's degree"
    text += f" (now about {now:.0f})" if noun == "your" else f" (expected: {now:.1f})"
    return BreakEven("insisting", text, None if level is None else float(level), now, "postings")


def _price(decision: Decision, degree: Outcome, courses: Outcome) -> BreakEven | None:
    """The cost at which the best degree and the best courses would be worth the same."""
    gap = float((degree.worth - courses.worth).mean())
    now = float(degree.cost.mean())
    level = now + gap * decision.scales.usd
    title = degree.path.title
    if level < 0:
        text = f"even free of charge {title} would be worth less to you than courses"
        return BreakEven("price", text, None, now, "USD")
    side = "stays ahead of" if gap > 0 else "draws level with"
    bound = "up to" if gap > 0 else "at"
    text = (
        f"{title} {side} courses {bound} {level:,.0f} USD out of your pocket on average"
        f" (now {now:,.0f} USD, counting those who stop early)"
    )
    return BreakEven("price", text, level, now, "USD")


def tornado(decision: Decision) -> list[Swing]:
    """What moves the advantage of the best path over its rival of another kind, largest first."""
    compared = decision.comparison
    if compared.rival is None:
        return []
    best, rival = decision.outcomes[compared.order[0]], decision.outcomes[compared.rival]
    return swings(best.worth - rival.worth, knowable(decision))[:_TOP_SWINGS]
