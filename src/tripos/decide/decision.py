"""One decision: from a person, their postings and course plans to paths, outcomes and a verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tripos.atlas import Atlas
from tripos.belief import INTRODUCED, Belief
from tripos.catalog import Catalog
from tripos.chance import Floats
from tripos.decide.compare import Comparison, compare
from tripos.decide.doors import Door, all_doors
from tripos.decide.eligibility import budget_obstacle
from tripos.decide.inputs import Input, Register, draw
from tripos.decide.learner import Learner, describe
from tripos.decide.opening import Doorway, door_inputs
from tripos.decide.outcomes import Outcome, Scales, outcome_of, scales_for
from tripos.decide.paths import STAY, CourseOffer, Path
from tripos.decide.posting import Posting
from tripos.decide.programs import Programs, course_path
from tripos.decide.simulate import LUCK, World
from tripos.errors import TriposError
from tripos.person import Person

MONTHS = 72
DRAWS = 10_000
MOST_POSTINGS = 150  # memory and time grow with each; a person can mean no more
ALWAYS = (
    "aid-tax", "full-time-hours", "tuition-escalation", "return-course", "return-months",
    "stop-out-year", "stop-out-months", "persistence-shared", "credit-courses", "skill-threshold",
    "years-slack", "years-for-degree", "degree-exception", "unrelated-degree", "preferred-loss",
    "signal-master", "signal-bachelor", "signal-unrelated", "signal-certificate", "signal-work",
    "signal-half-years", "search-months", "phd-plain", "phd-project", "phd-research",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What a decision is made from. `targets` are the competencies the person wants to reach."""

    person: Person
    atlas: Atlas
    catalog: Catalog
    belief: Belief
    today: dt.date
    targets: tuple[str, ...]
    postings: tuple[Posting, ...] = ()
    offers: tuple[CourseOffer, ...] = ()
    draws: int = DRAWS
    seed: int = 0
    months: int = MONTHS


@dataclass(frozen=True)
class Decision:
    """Everything that was found out; the verdict and the report read from it."""

    question: Question
    learner: Learner
    doors: tuple[Door, ...]
    inputs: Mapping[str, Input]
    draws: Mapping[str, Floats]
    scales: Scales
    outcomes: Mapping[str, Outcome]
    closed: Mapping[str, tuple[str, ...]]
    comparison: Comparison
    doorway: Doorway

    def open_outcomes(self) -> list[Outcome]:
        """The outcomes of the paths that this person can take, best first."""
        return [self.outcomes[key] for key in self.comparison.order]


Tell = Callable[[str], None]


@dataclass(frozen=True)
class Prepared:
    """A question with its paths, doors and draws, before anything is simulated."""

    question: Question
    world: World
    paths: tuple[Path, ...]
    doors: tuple[Door, ...]
    inputs: Mapping[str, Input]


def decide(question: Question, *, progress: Tell | None = None) -> Decision:
    """Simulates and compares all paths for one person. Raises TriposError for impossible sizes."""
    ready = prepare(question)
    return simulate(ready, ready.paths, progress=progress)


def prepare(question: Question) -> Prepared:
    """Builds the paths and draws every input. Raises TriposError for impossible sizes."""
    if not 200 <= question.draws <= 200_000:
        raise TriposError("--draws must lie between 200 and 200000")
    if len(question.postings) > MOST_POSTINGS:
        raise TriposError(
            f"{len(question.postings)} postings are too many to decide by: choose at most"
            f" {MOST_POSTINGS} that you would really apply to"
        )
    register = Register(question.catalog)
    learner = describe(question.person, register, question.today, question.months)
    doors = all_doors(question.person, question.postings, question.catalog, register)
    paths = _paths(question, learner, register)
    _common_inputs(doors, register)
    values = draw(register.inputs.values(), question.draws, question.seed)
    world = World(values, question.draws, question.months, learner, _aid_free(question.catalog))
    return Prepared(question, world, tuple(paths), doors, register.inputs)


def simulate(
    ready: Prepared, paths: Sequence[Path], *, progress: Tell | None = None
) -> Decision:  # fmt: skip
    """Simulates `paths` in the prepared world and compares those that are open."""
    question, learner = ready.question, ready.world.learner
    doorway = Doorway(ready.doors, ready.world, question.belief, question.targets)
    scales = scales_for(learner, question.catalog)
    outcomes = {}
    for at, path in enumerate(paths, 1):
        if progress:
            progress(f"path {at} of {len(paths)}: {path.title}")
        outcomes[path.id] = outcome_of(path, doorway, scales)
    closed = {key: _why_closed(outcome, learner, question) for key, outcome in outcomes.items()}
    compared = compare([outcome for key, outcome in outcomes.items() if not closed[key]])
    return Decision(
        question, learner, ready.doors, ready.inputs, ready.world.draws, scales, outcomes, closed,
        compared, doorway,
    )  # fmt: skip


def _paths(question: Question, learner: Learner, register: Register) -> list[Path]:
    shown = question.belief.at_least(INTRODUCED)
    wanted = {key for posting in question.postings for skill in posting.skills
              for key in skill.competencies} | set(question.targets)  # fmt: skip
    builder = Programs(learner, register, question.atlas, sorted(wanted), shown)
    plans = [course_path(offer, learner, register) for offer in question.offers]
    return [STAY, *plans, *builder.paths(question.offers)]


def _common_inputs(doors: Sequence[Door], register: Register) -> None:
    for key in ALWAYS:
        register.assume(key)
    for name in LUCK:
        register.luck(f"luck.{name}", name.replace("-", " "))
    door_inputs(doors, register)


def _aid_free(catalog: Catalog) -> float:
    """USD a year that an employer may give free of tax (the finding `section-127`)."""
    value = catalog.statistics["section-127"].fact.value
    limit = value.get("limit") if isinstance(value, dict) else value
    return float(limit) if isinstance(limit, int | float) else 0.0


def _why_closed(outcome: Outcome, learner: Learner, question: Question) -> tuple[str, ...]:
    path = outcome.path
    if not path.parts or path.why_not:
        return path.why_not
    done = np.isfinite(outcome.finish)
    kind = "least-completion" if path.award is not None else "least-completion-courses"
    if done.mean() < question.catalog.assumption(kind)[1]:
        return (
            f"only {done.mean():.0%} would finish it within {question.months / 12:.0f} years:"
            " admission, your hours a week and leaving early together",
            *_money_obstacle(outcome, learner),
        )
    return _money_obstacle(outcome, learner)


def _money_obstacle(outcome: Outcome, learner: Learner) -> tuple[str, ...]:
    done = np.isfinite(outcome.finish)
    if not done.any():
        return ()
    studied = float(np.median(outcome.finish[done] - outcome.begun[done]))
    cost = cost_if_finished(outcome)
    return budget_obstacle(learner, cost, cost["p50"] / max(studied, 1.0))


def cost_if_finished(outcome: Outcome) -> dict[str, float]:
    """Quantiles of the cost in USD among the draws that finish.

    Where hardly any does, among the tenth of the draws that got furthest.
    """
    done = np.isfinite(outcome.finish)
    if done.sum() < 50:
        done = outcome.hours >= np.quantile(outcome.hours, 0.9)
    return quantiles(outcome.cost[done])


def quantiles(values: Floats) -> dict[str, float]:
    """The 10 %, 50 % and 90 % points."""
    found = np.quantile(values, [0.1, 0.5, 0.9])
    return dict(zip(("p10", "p50", "p90"), map(float, found), strict=True))


def knowable(decision: Decision) -> dict[str, Floats]:
    """The draws of every input that bears on an open path and that one could learn more about."""
    own = {
        name
        for outcome in decision.outcomes.values()
        for part in outcome.path.parts
        for name in part.inputs()
    }
    used = {name for outcome in decision.open_outcomes() for part in outcome.path.parts
            for name in part.inputs()}  # fmt: skip
    return {
        name: decision.draws[name]
        for name, item in decision.inputs.items()
        if item.role != "luck" and not item.sure and (name in used or name not in own)
    }
