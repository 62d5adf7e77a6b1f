"""The tables, by subject."""

from tripos.web.record.models.access import ApiToken, Attempt, Invitation
from tripos.web.record.models.exam import Flag, Remembered, Response, Sitting
from tripos.web.record.models.gym import GymAttempt, GymCase
from tripos.web.record.models.knowledge import EvidenceRow
from tripos.web.record.models.labs import Draft, Submission
from tripos.web.record.models.learner import Learner, Override, OwnCourse
from tripos.web.record.models.postings import Correction, StoredPosting
from tripos.web.record.models.study import Progress, StoredPlan
from tripos.web.record.models.work import Job, Result

__all__ = [
    "ApiToken",
    "Attempt",
    "Correction",
    "Draft",
    "EvidenceRow",
    "Flag",
    "GymAttempt",
    "GymCase",
    "Invitation",
    "Job",
    "Learner",
    "Override",
    "OwnCourse",
    "Progress",
    "Remembered",
    "Response",
    "Result",
    "Sitting",
    "StoredPlan",
    "StoredPosting",
    "Submission",
]
