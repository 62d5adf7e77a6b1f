"""Decisions of a learner: what they depend on, how they are made, and the last one made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

import tripos
from tripos.atlas import load_atlas
from tripos.decide import DRAWS, Question, decide, to_json, traces
from tripos.errors import TriposError
from tripos.offers import course_offers
from tripos.plan import Setting, target_profile
from tripos.web.record.knowledge import belief_from, digest, evidence_of
from tripos.web.record.models import Learner, Result
from tripos.web.record.own import catalog_of, own_rows
from tripos.web.record.person import held, person_of
from tripos.web.record.postings import postings_of

DECIDE = "decide"
PLAN_SECONDS = 5.0
_KEPT = 10  # results of a kind kept per learner: the last ones, to look back at
_CONTENT = ("atlas", "belief", "catalog", "decide")

Tell = Callable[[str], None]


@cache
def content_mark() -> str:
    """A hash that changes with the package's content: results of other content are out of date."""
    root = Path(tripos.__file__).parent
    files = sorted(path for name in _CONTENT for path in (root / name).rglob("*.yaml"))
    return digest([tripos.__version__, [[path.name, path.stat().st_size] for path in files]])


def decision_inputs(learner: Learner, *, draws: int = DRAWS, seed: int = 0) -> dict[str, Any]:
    """Everything that a decision of this learner depends on but the day, as plain values."""
    return {
        "person": learner.person,
        "postings": list(learner.postings.values_list("fingerprint", flat=True)),
        "corrections": sorted(
            [key, name, value]
            for key, name, value in learner.corrections.values_list("fingerprint", "field", "value")
        ),
        "own": own_rows(learner),
        "evidence": digest([repr(item) for item in evidence_of(learner)]),
        "draws": draws,
        "seed": seed,
        "content": content_mark(),
    }


def last_decision(learner: Learner) -> Result | None:
    """The decision made last, current or not."""
    return learner.results.filter(kind=DECIDE).first()


def is_current(learner: Learner, result: Result) -> bool:
    """Whether nothing that `result` depends on has changed since."""
    inputs = result.value["inputs"]
    return digest(
        decision_inputs(learner, draws=inputs["draws"], seed=inputs["seed"])
    ) == digest(inputs)  # fmt: skip


def make_decision(
    learner: Learner, today: dt.date, tell: Tell, *, draws: int = DRAWS, seed: int = 0,
    plan_seconds: float = PLAN_SECONDS,
) -> Result:  # fmt: skip
    """Decides, and stores what was found with its inputs. Raises TriposError."""
    inputs = decision_inputs(learner, draws=draws, seed=seed)
    atlas, catalog = load_atlas(), catalog_of(learner)
    person = person_of(learner)
    belief = belief_from(person, catalog, evidence_of(learner), today)
    setting = Setting(person, atlas, catalog, belief, today, seconds=plan_seconds, seed=seed)
    offers = course_offers(setting, tell)
    targets = tuple(target_profile(person, atlas))
    postings = tuple(postings_of(learner))
    found = decide(
        Question(person, atlas, catalog, belief, today, targets, postings, offers, draws, seed),
        progress=tell,
    )
    tell("what would change the answer")
    value = {"report": to_json(found), "traces": traces(found), "inputs": inputs}
    return keep_result(learner, DECIDE, digest([inputs, str(today)]), value)


@transaction.atomic
def keep_result(learner: Learner, kind: str, key: str, value: Any) -> Result:
    """Stores a result as the newest of its kind, and forgets the oldest ones.

    Raises TriposError if the record was deleted meanwhile.
    """
    held(learner)
    learner.results.filter(kind=kind, key=key).delete()
    result = Result.objects.create(learner=learner, kind=kind, key=key, value=value)
    old = list(learner.results.filter(kind=kind).values_list("pk", flat=True)[_KEPT:])
    Result.objects.filter(pk__in=old).delete()
    return result


def last_report(learner: Learner) -> dict[str, Any]:
    """The report of the last decision. Raises TriposError if there is none."""
    found = last_decision(learner)
    if found is None:
        raise TriposError("there is no decision yet")
    report: dict[str, Any] = found.value["report"]
    return report
