"""The verdict: one path or an honest 'too close to call', in one sentence, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tripos.decide.breakeven import best_of_courses, best_with_degree
from tripos.decide.compare import FAMILY
from tripos.decide.decision import Decision, cost_if_finished
from tripos.decide.doors import Door
from tripos.decide.outcomes import Outcome

HARDLY_ANY = 0.05  # of the doors: who has fewer open does not do well by staying put
SMALL_GAIN = 0.02  # a gain in reach or coverage below this is none
VerdictKind = Literal["degree", "courses", "hybrid", "stay", "undecided", "none-fits"]
_DEGREES = {1: "an associate's degree", 2: "a bachelor's degree", 3: "a master's degree",
            4: "a doctorate"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """`path` is the id of the path that is best (also where it is too close to call)."""

    kind: VerdictKind
    path: str | None
    sentence: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HardFilter:
    """A posting that the person's degrees do not pass, and the words that say so.

    `weight` is its share among the targets; `share` is 1 for a real posting, the expected share
    for typical ones.
    """

    posting: str
    label: str
    needs: str
    quote: str
    weight: float
    share: float


def hard_filters(decision: Decision) -> list[HardFilter]:
    """The doors that only a degree opens which the person does not hold.

    Typical postings of one role are one entry: their weights add up.
    """
    found: dict[str, HardFilter] = {}
    for door in decision.doors:
        share = _closed_share(decision, door)
        if share <= 0:
            continue
        key = door.label if door.kind == "typical" else door.id
        earlier = found.get(key)
        weight = door.weight + (earlier.weight if earlier else 0.0)
        found[key] = HardFilter(
            door.id if door.kind == "posting" else "typical", door.label, _needs(decision, door),
            door.quote, round(weight, 6), round(share, 4),
        )  # fmt: skip
    return list(found.values())


def _needs(decision: Decision, door: Door) -> str:
    """The weakest degree that the door insists on beyond what the person holds."""
    ranks = [screen.insists for _, screen in door.mix if screen.insists > decision.learner.rank]
    return _DEGREES[min(ranks)]


def _closed_share(decision: Decision, door: Door) -> float:
    """The chance that the door insists on a degree beyond the person's, in [0, 1]."""
    if door.kind == "doctorate":
        return 0.0
    return door.share_insisting(decision.learner.rank, decision.draws)


def judge(decision: Decision, values: Mapping[str, float]) -> Verdict:
    """The verdict; `values` is the value of information per input, for what would settle it."""
    compared = decision.comparison
    best = decision.outcomes[compared.order[0]]
    stay = decision.outcomes["stay"]
    close = decision.question.catalog.assumption("close-call")[1]
    lead = float((best.worth - stay.worth).mean())
    gains = (
        best.reach.mean() - stay.reach.mean() > SMALL_GAIN or best.coverage.mean() > SMALL_GAIN
    )  # fmt: skip
    if stay.reach.mean() < HARDLY_ANY and (lead < close or not gains):
        return Verdict("none-fits", None, _nothing_fits(decision), _reasons(decision, best))
    if lead < close:
        return Verdict("stay", "stay", _staying(decision, best), _reasons(decision, best))
    if compared.rival != "stay" and compared.margin < max(close, 2 * compared.margin_se):
        sentence = _undecided(decision, best, values)
        return Verdict("undecided", best.path.id, sentence, _reasons(decision, best))
    kinds: dict[str, VerdictKind] = {"degree": "degree", "courses": "courses", "hybrid": "hybrid"}
    kind = kinds[FAMILY[best.path.kind]]
    return Verdict(kind, best.path.id, _winning(decision, best), _reasons(decision, best))


def describe_outcome(outcome: Outcome) -> str:
    """Cost, time, chance and reach of a path in one clause."""
    done = outcome.finish[np.isfinite(outcome.finish)]
    months = f"{np.median(done):.0f} months" if len(done) else "more than six years"
    cost = cost_if_finished(outcome)["p50"]
    return (
        f"about {cost:,.0f} USD and {months} for the {outcome.finished.mean():.0%} who finish;"
        f" {outcome.reach.mean():.0%} of the target postings open after six years, whether or not"
        " one finishes"
    )


def _winning(decision: Decision, best: Outcome) -> str:
    opening = {"degree": "A degree serves you best", "courses": "Courses serve you best",
               "hybrid": "A mixed path serves you best"}[FAMILY[best.path.kind]]  # fmt: skip
    text = f"{opening}: {best.path.short} ({describe_outcome(best)})"
    credit = [note for note in best.path.notes if note.startswith("its credit counts")]
    if credit:
        text += f"; {credit[0]}, so that you can stop or go on after it"
    other = best_of_courses(decision) if best.path.award is not None else best_with_degree(decision)
    if other is not None:
        text += f"; {_against(best, other)}"
    elif best.path.award is None:
        text += "; no degree is open to you within your limits"
    if best.reach.mean() - decision.outcomes["stay"].reach.mean() < SMALL_GAIN:
        text += (
            f"; it opens hardly any more of the target postings, and its worth is what you learn"
            f" ({best.coverage.mean():.0%} of your target on average)"
        )
    return text + "."


def _against(best: Outcome, other: Outcome) -> str:
    """How surely the best path beats the other, in words."""
    gap = best.worth - other.worth
    ahead = float((gap > 0).mean() + (gap == 0).mean() / 2)
    if ahead >= 0.5:
        return f"ahead of {other.path.short} in {ahead:.0%} of the futures"
    return (
        f"worth more than {other.path.short} on average, though ahead of it in only {ahead:.0%} of"
        " the futures: it gains much for those who finish"
    )


def _staying(decision: Decision, best: Outcome) -> str:
    stay = decision.outcomes["stay"]
    text = f"Stay as you are: {stay.reach.mean():.0%} of the target postings are open to you anyway"
    if best.path.parts:
        text += f", and {best.path.short} would add too little for its price in money and hours"
    return text + "."


def _undecided(decision: Decision, best: Outcome, values: Mapping[str, float]) -> str:
    rival = decision.outcomes[decision.comparison.rival or "stay"]
    top = max(values, key=lambda name: (values[name], name), default=None)
    text = (
        f"Too close to call between {best.path.short} and {rival.path.short}"
        f" (ahead in {decision.comparison.ahead:.0%} of the futures)"
    )
    if top and values[top] > 0:
        text += f"; what would settle it first: {_lower(decision.inputs[top].label)}"
    return text + "."


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _nothing_fits(decision: Decision) -> str:
    nearest = nearest_closed(decision)
    text = "No path within your limits serves what you aim at"
    if nearest is None:
        return text + "."
    path, why = nearest
    return f"{text}; the nearest is {path}: {why}."


def nearest_closed(decision: Decision, *, degree: bool = False) -> tuple[str, str] | None:
    """The closed program (or `degree`) that would be worth most, and what stands in its way.

    Paths closed for one reason alone go before those that are closed for several, and what more
    money or time would open before what it would not.
    """
    closed = [
        (len(why), not _could_change(why[0]), -float(decision.outcomes[key].worth.mean()), key)
        for key, why in decision.closed.items()
        if why
        and decision.outcomes[key].path.program == key
        and (decision.outcomes[key].path.award is not None or not degree)
    ]
    if not closed:
        return None
    key = min(closed)[-1]
    return decision.outcomes[key].path.short, decision.closed[key][0]


def _could_change(reason: str) -> bool:
    return reason.startswith(("would cost", "would take", "only"))


def _reasons(decision: Decision, best: Outcome) -> tuple[str, ...]:
    """The reasons a person would want to hear, each with its numbers."""
    learner, found = decision.learner, []
    stay = decision.outcomes["stay"]
    shut = sum(item.weight * item.share for item in hard_filters(decision))
    if shut > 0:
        found.append(f"{shut:.0%} of what you aim at insists on a degree that you do not hold")
    else:
        found.append("nothing you aim at insists on a degree that you do not hold")
    found.append(
        f"{stay.reach.mean():.0%} of the target postings would be open after six years without"
        f" further study, {best.reach.mean():.0%} on the best path"
    )
    course = decision.inputs[learner.finish_course]
    found.append(
        f"a single self-paced course is finished with a chance of {course.mean:.0%}"
        + (" by your own record" if course.name.startswith("your.") else " by most people")
        + f"; the best path by {best.finished.mean():.0%} of those who set out on it"
    )
    degree = best_with_degree(decision)
    if degree is not None and degree is not best:
        found.append(
            f"the best degree open to you, {degree.path.short}: {describe_outcome(degree)}"
        )
    if degree is None:
        nearest = nearest_closed(decision, degree=True)
        if nearest:
            found.append(f"no degree is open to you; the nearest is {nearest[0]}: {nearest[1]}")
    if learner.technical and learner.working:
        found.append(
            f"{learner.years:g} years of technical work count, and go on counting while you study"
        )
    return tuple(found)
