"""Cases of the gym: begun, run, hinted at, submitted, solved."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tripos.web.record.models.learner import Learner


class GymCase(models.Model):
    """One case that a learner has begun. `attempt` names the draw of its seed that was usable;
    `probes` counts runs of the learner's own, `hints` those that were shown.

    `project` holds the files as the learner has them, None until the case is proved; `number`
    counts their versions; `log` and `curves` are of the last run.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="cases")
    family = models.CharField(max_length=60)
    seed = models.PositiveBigIntegerField()
    attempt = models.PositiveSmallIntegerField(default=0)
    probes = models.PositiveIntegerField(default=0)
    hints = models.PositiveSmallIntegerField(default=0)
    project = models.JSONField(null=True)
    number = models.PositiveIntegerField(default=0)
    log = models.TextField(blank=True)
    curves = models.JSONField(default=dict)
    week = models.CharField(max_length=8, blank=True)  # of a challenge
    minutes = models.PositiveSmallIntegerField(null=True)  # of a timed case
    started = models.DateTimeField(default=timezone.now)
    closes = models.DateTimeField(null=True)  # a timed case, once it is proved
    ended = models.DateTimeField(null=True)  # solved, or its solution was shown

    class Meta:
        app_label = "record"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.family} {self.seed}"


class GymAttempt(models.Model):
    """One submission to a case, stored before it is judged, and the verdict once there is one."""

    case = models.ForeignKey(GymCase, on_delete=models.CASCADE, related_name="attempts")
    files = models.JSONField()
    cause = models.CharField(max_length=120)  # two are joined by a plus
    evidence = models.CharField(max_length=2000, blank=True)
    verdict = models.JSONField(null=True)
    created = models.DateTimeField(default=timezone.now)
    judged = models.DateTimeField(null=True)

    class Meta:
        app_label = "record"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.case_id} {self.cause}"
