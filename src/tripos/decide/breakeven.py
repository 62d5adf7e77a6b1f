"""What would have to change for another path to be the better one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tripos.decide.compare import Swing, camp, swings
from tripos.decide.decision import Decision, knowable
from tripos.decide.opening import Variant
from tripos.decide.outcomes import Outcome, reach_of
from tripos.decide.simulate import run_path

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


@dataclass(frozen=True, slots=True)
class Supposed:
    """Mean reach on average and at the end if every posting, and if none, insisted on a master's.

    `rest` is the mean worth without any reach.
    """

    rest: float
    insisting: tuple[float, float]
    open_minded: tuple[float, float]

    def worth(self, share: float, weights: Mapping[str, float]) -> float:
        """Mean worth if `share` of the postings insisted: reach is additive over doors."""
        soon, reach = (
            share * one + (1 - share) * other
            for one, other in zip(self.insisting, self.open_minded, strict=True)
        )
        return self.rest + weights["soon"] * soon + weights["reach"] * reach


def suppose(decision: Decision, outcome: Outcome) -> Supposed:
    """Runs a path again against postings that all insist on a master's, and that none does."""
    weights, doorway = decision.scales.weights, decision.doorway
    now = weights["soon"] * outcome.soon.mean() + weights["reach"] * outcome.reach.mean()
    run = run_path(outcome.path, doorway.world)
    variants: tuple[Variant, Variant] = ("insisting", "open-minded")
    found = []
    for variant in variants:
        months = doorway.open(outcome.path, run, variant)
        soon, reach = reach_of(months, doorway.weights, decision.question.months)
        found.append((float(soon.mean()), float(reach.mean())))
    return Supposed(float(outcome.worth.mean() - now), found[0], found[1])


def break_evens(decision: Decision) -> list[BreakEven]:
    """The statements that hold for this person, the most general first."""
    degree, courses = best_with_degree(decision), best_of_courses(decision)
    if degree is None or courses is None:
        return []
    # Whoever holds a master's passes those that insist on one.
    found = [_insisting(decision, degree, courses)] if decision.learner.rank < 3 else []
    price = _price(decision, degree, courses)
    return [*found, *([price] if price else [])]


def _insisting(decision: Decision, degree: Outcome, courses: Outcome) -> BreakEven:
    """How many of the target postings would have to insist on a degree."""
    weights = decision.scales.weights
    one, other = suppose(decision, degree), suppose(decision, courses)
    doors = [door for door in decision.doors if door.kind != "doctorate"]
    count = len(doors)
    rank = decision.learner.rank
    now = sum(door.share_insisting(max(rank, 2), decision.draws) for door in doors)
    level = next(
        (
            number
            for number in range(count + 1)
            if one.worth(number / count, weights) > other.worth(number / count, weights)
        ),
        None,
    )
    noun = "your" if doors and doors[0].kind == "posting" else "ten typical"
    postings = f"{noun} {count} postings" if noun == "your" else "ten typical postings"
    if level is None:
        text = (
            f"even if all of {postings} insisted on a master's degree, {degree.path.short} would"
            f" be worth less to you: it would open {one.insisting[1]:.0%} of them,"
            f" courses {other.insisting[1]:.0%}"
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
    if decision.scales.usd is None:
        return None
    level = now + gap * decision.scales.usd
    title = degree.path.short
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
