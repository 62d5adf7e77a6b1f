"""The six questions that people ask, answered with this person's numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tripos.decide.breakeven import best_of_courses, best_with_degree
from tripos.decide.decision import Decision, cost_if_finished
from tripos.decide.doors import Door
from tripos.decide.outcomes import Outcome
from tripos.decide.verdict import SMALL_GAIN, hard_filters, nearest_closed


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that people ask, and the answer for this person."""

    id: str
    question: str
    answer: str


def answers(decision: Decision) -> list[Answer]:
    """The six questions with their answers."""
    rows: list[tuple[str, str, Callable[[Decision], str]]] = [
        ("respected", "Is an online degree respected by my employers?", _respected),
        ("how-long", "How long will it take?", _how_long),
        ("prerequisites", "Which prerequisites do I lack?", _prerequisites),
        ("without", "Can I get the job without the degree?", _without),
        ("cheapest", "What is the cheapest legitimate program for me?", _cheapest),
        ("low-cost", "Are low-cost courses worth it?", _low_cost),
    ]
    return [Answer(key, question, answer(decision)) for key, question, answer in rows]


def _targets(decision: Decision) -> list[Door]:
    return [door for door in decision.doors if door.kind != "doctorate"]


def _respected(decision: Decision) -> str:
    doors = _targets(decision)
    typical = doors[0].kind == "typical"
    weight = sum(door.weight for door in doors)
    share = sum(item.weight * item.share for item in hard_filters(decision)) / weight
    what = "ten typical postings" if typical else f"your {len(doors)} postings"
    text = (
        f"Of {what} {share:.0%} insist on a degree you do not hold; a posting names the degree, not"
        " the way it was taught, and none of the facts we hold tells online from campus degrees"
    )
    said = [
        f"{program.name}, {program.institution} ({fact.value})"
        for program in decision.question.catalog.programs.values()
        for fact in [program.facts.get("degree_type")]
        if fact and fact.known and any(
            phrase in str(fact.value) for phrase in ("same diploma", "not say online"))
    ]  # fmt: skip
    if said:
        text += f". Same diploma as on campus: {'; '.join(said[:3])}"
    return text + ". What your employers think of it beyond the text is not known: ask one of them."


def _how_long(decision: Decision) -> str:
    parts = [
        _time(outcome)
        for outcome in (best_of_courses(decision), best_with_degree(decision))
        if outcome is not None
    ]
    text = "; ".join(parts) if parts else "no path is open to you within your limits"
    hours = decision.inputs[decision.learner.hours]
    return f"{_capital(text)}. This rests on {hours.mode:g} study hours in a usual week."


def _time(outcome: Outcome) -> str:
    done = outcome.finish[np.isfinite(outcome.finish)]
    if not len(done):
        return f"{outcome.path.short} is not finished within six years"
    low, middle, high = np.quantile(done, [0.1, 0.5, 0.9])
    return (
        f"{outcome.path.short}: {middle:.0f} months from today ({low:.0f} to {high:.0f}) for the"
        f" {outcome.finished.mean():.0%} who finish"
    )


def _prerequisites(decision: Decision) -> str:
    atlas = decision.question.atlas
    rows = [
        outcome.path
        for key, outcome in decision.outcomes.items()
        if outcome.path.program == key and outcome.path.award is not None
    ]
    short = sorted((path for path in rows if path.lacks), key=lambda path: path.id)
    free = [path for path in rows if not path.lacks]
    if not short:
        return "None that the programs name: you can point to something for each of them."
    counted: dict[str, int] = {}
    for path in short:
        for key in path.lacks:
            counted[key] = counted.get(key, 0) + 1
    top = sorted(counted, key=lambda key: (-counted[key], key))[:6]
    names = ", ".join(f"{atlas[key].name} ({counted[key]} programs)" for key in top)
    return (
        f"Most often: {names}. {len(free)} of {len(rows)} degrees ask for nothing that you lack, or"
        " do not say what they ask for."
    )


def _without(decision: Decision) -> str:
    stay, courses = decision.outcomes["stay"], best_of_courses(decision)
    text = (
        f"As you are, {stay.by_month[0]:.0%} of the target postings are open now and"
        f" {stay.reach.mean():.0%} after six years"
    )
    if courses is not None:
        text += f"; with {courses.path.short} {courses.reach.mean():.0%}"
    shut = sum(item.weight * item.share for item in hard_filters(decision))
    if shut > 0:
        text += f". {shut:.0%} stay closed to everybody without the degree"
    return text + "."


def _cheapest(decision: Decision) -> str:
    accredited = [
        outcome for outcome in decision.open_outcomes()
        if outcome.path.award is not None and _accredited(decision, outcome)
        and len(outcome.path.parts) == 1
    ]  # fmt: skip
    if not accredited:
        nearest = nearest_closed(decision, degree=True)
        why = f" The nearest is {nearest[0]}: {nearest[1]}." if nearest else ""
        return f"No accredited degree is open to you within your limits.{why}"
    best = min(accredited, key=lambda outcome: (cost_if_finished(outcome)["p50"], outcome.path.id))
    cost = cost_if_finished(best)
    known = decision.inputs[best.path.parts[0].price].known
    text = (
        f"{best.path.short}: about {cost['p50']:,.0f} USD from your own pocket"
        f" ({cost['p10']:,.0f} to {cost['p90']:,.0f}) if you finish"
    )
    return text + ("." if known else "; its price is not known and was assumed: ask first.")


def _accredited(decision: Decision, outcome: Outcome) -> bool:
    program = decision.question.catalog.programs[outcome.path.program or ""]
    fact = program.facts.get("accredited")
    return bool(fact and isinstance(fact.value, dict) and fact.value.get("accredited"))


def _low_cost(decision: Decision) -> str:
    courses, stay = best_of_courses(decision), decision.outcomes["stay"]
    if courses is None:
        return "No course plan is open to you within your limits."
    gain = courses.reach.mean() - stay.reach.mean()
    cost = cost_if_finished(courses)["p50"]
    verdict = "Yes" if (courses.worth - stay.worth).mean() > 0 else "Not for you"
    opens = (
        f"opens {gain:.0%} more of the target postings"
        if gain > SMALL_GAIN
        else "teaches what you asked for but opens hardly any of the target postings"
    )
    return (
        f"{verdict}: {courses.path.short} {opens}, for"
        f" about {cost:,.0f} USD and {courses.hours.mean():,.0f} hours on average, though only"
        f" {courses.finished.mean():.0%} would finish it; a certificate alone proves little,"
        " projects that can be examined do."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
