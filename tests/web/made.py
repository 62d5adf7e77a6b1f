"""Decisions and plans made once a session, put into the records of test learners."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

from tests.decide.conftest import example, question_for
from tests.plan.test_make import TODAY
from tripos.atlas import load_atlas
from tripos.belief import believe_claims
from tripos.catalog import load_catalog
from tripos.decide import decide, to_json, traces
from tripos.plan import Setting, make_plan
from tripos.web.jobs.kinds import run
from tripos.web.jobs.queue import claim
from tripos.web.record.decisions import DECIDE, decision_inputs, keep_result
from tripos.web.record.models import Job, Learner, Result, StoredPlan

NURSE = "nurse"


@cache
def _decision(name: str) -> str:
    found = decide(question_for(example(name), draws=400))
    return json.dumps({"report": to_json(found), "traces": traces(found)})


@cache
def _plan(name: str) -> str:
    atlas, catalog = load_atlas(), load_catalog()
    person = example(name)
    belief = believe_claims(person, atlas, catalog)
    return json.dumps(make_plan(Setting(person, atlas, catalog, belief, TODAY)).to_json())


def decided(learner: Learner, name: str = "ada") -> Result:
    """Gives the learner a decision as if made from their record as it is now."""
    value = json.loads(_decision(name)) | {"inputs": decision_inputs(learner, draws=400)}
    return keep_result(learner, DECIDE, f"{name}{learner.results.count()}", value)


def planned(learner: Learner, name: str = NURSE) -> StoredPlan:
    """Puts the plan of an example in force."""
    data: dict[str, Any] = copy.deepcopy(json.loads(_plan(name)))
    data |= {"finished": [], "note": ""}
    return StoredPlan.objects.create(learner=learner, data=data, reason="a new plan")


def worked_off() -> list[Job]:
    """Runs all waiting jobs here and now; returns them as they ended."""
    done = []
    while (job := claim("test")) is not None:
        run(job)
        job.refresh_from_db()
        done.append(job)
    return done
