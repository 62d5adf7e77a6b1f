"""Plan: choose, order and date courses and self-study from today's belief to the target."""

from tripos.plan.export import to_csv, to_ics, to_markdown
from tripos.plan.frontier import FrontierPoint, frontier
from tripos.plan.make import Setting, make_plan
from tripos.plan.reading import read_plan
from tripos.plan.replan import done_evidence, replan
from tripos.plan.result import (
    Coherence,
    Finish,
    ObjectiveName,
    Paid,
    PastPlan,
    Plan,
    PlanItem,
    Relaxation,
    read_past_plan,
)
from tripos.plan.target import target_profile

__all__ = [
    "Coherence",
    "Finish",
    "FrontierPoint",
    "ObjectiveName",
    "Paid",
    "PastPlan",
    "Plan",
    "PlanItem",
    "Relaxation",
    "Setting",
    "done_evidence",
    "frontier",
    "make_plan",
    "read_past_plan",
    "read_plan",
    "replan",
    "target_profile",
    "to_csv",
    "to_ics",
    "to_markdown",
]
