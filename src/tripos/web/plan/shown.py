"""What a learner has shown by questions, labs and projects, against what the plan teaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tripos.atlas import Competency, load_atlas
from tripos.plan import Plan
from tripos.web.record.knowledge import belief_of
from tripos.web.record.models import Learner

_MOST = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """`spared` is verified and taught by no open line any more; `taught` still is, with hours of
    study that planning again could save."""

    spared: tuple[Competency, ...]
    taught: tuple[Competency, ...]
    hours: float
    all_spared: int
    all_taught: int


def shown_of(learner: Learner, plan: Plan, shares: Mapping[str, float]) -> Shown:
    """What is verified: the plan that still teaches it can be shorter."""
    atlas, belief = load_atlas(), belief_of(learner)
    verified = [key for key, one in belief.items() if one.verified]
    open_lines = [
        item for item in plan.items if any(shares.get(part, 0.0) < 1 for part in item.parts)
    ]
    teaching = {key for item in open_lines for key in item.covers}
    spared = [key for key in verified if key not in teaching]
    taught = [key for key in verified if key in teaching]
    return Shown(
        tuple(atlas[key] for key in spared[:_MOST]), tuple(atlas[key] for key in taught[:_MOST]),
        sum(atlas[key].hours for key in taught), len(spared), len(taught),
    )  # fmt: skip
