"""What a diagnostic of the record found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tripos.atlas import load_atlas
from tripos.belief import Evidence, believe, claims
from tripos.exam.diagnostic import STOPS
from tripos.exam.findings import Admission, Findings, admissions, findings
from tripos.web.record.knowledge import belief_of, evidence_of
from tripos.web.record.models import Learner, Sitting
from tripos.web.record.own import catalog_of
from tripos.web.record.person import person_of

_LEFT = "You stopped here; the diagnostic can be gone on with."


@dataclass(frozen=True, slots=True)
class Found:
    """The result with how it came about; `why` says why it ended there."""

    questions: int
    right: int
    stop: str
    why: str
    findings: Findings
    admissions: tuple[Admission, ...]


def found_of(learner: Learner, sitting: Sitting) -> Found:
    """What the answers so far make of what the learner claims."""
    atlas, catalog = load_atlas(), catalog_of(learner)
    said: list[Evidence] = [
        *claims(person_of(learner), atlas, catalog),
        *(one for one in evidence_of(learner) if not one.observed),
    ]
    now = belief_of(learner)
    topics = [key for key in sitting.topics if key in atlas]
    given = list(sitting.responses.values_list("right", flat=True))
    reason = STOPS.get(sitting.stop)  # type: ignore[call-overload]
    return Found(
        len(given), sum(1 for right in given if right), sitting.stop,
        f"It ended because {reason}." if reason else _LEFT,
        findings(atlas, believe(atlas, said), now, topics),
        tuple(admissions(catalog, now)),
    )  # fmt: skip


def found_rows(found: Found) -> dict[str, Any]:
    """The result as plain values."""
    held = found.findings
    return {
        "questions": found.questions, "right": found.right, "stop": found.stop,
        "accuracy": round(held.accuracy, 3), "verified": held.verified,
        "areas": [
            {"area": one.area, "known": one.known, "unsure": one.unsure,
             "not_known": one.missing, "tested": one.asked}
            for one in held.areas
        ],
        "frontier": list(held.frontier), "claimed_but_failed": list(held.failed),
        "known_but_not_claimed": list(held.gained),
        "admission": [
            {"program": one.program.id, "verdict": one.verdict,
             "requirements": [{"options": list(line.options), "standing": line.standing,
                               "tested": line.tested} for line in one.requirements]}
            for one in found.admissions
        ],
    }  # fmt: skip
