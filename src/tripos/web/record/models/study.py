"""Plans, one after the other, and how far their lines have come."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tripos.web.record.models.learner import Learner


class StoredPlan(models.Model):
    """One plan in its public form (docs/plan.md). The newest one of a learner is in force."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="plans")
    data = models.JSONField()
    reason = models.CharField(max_length=200)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "record"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"plan {self.pk}: {self.reason}"


class Progress(models.Model):
    """How much of a line of the plan is done (0 to 1) since `at`; the newest row of a line holds.

    `line` is the id of one part: a course, a project, or a topic of self-study.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="progress")
    line = models.CharField(max_length=120)
    share = models.FloatField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "record"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.line} {self.share:.0%}"
