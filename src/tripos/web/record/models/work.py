"""Long work and what came of it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tripos.web.record.models.learner import Learner


class Result(models.Model):
    """What a computation found, under the hash of all its inputs: asked again, it costs nothing."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="results")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    value = models.JSONField()
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "record"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["learner", "kind", "key"], name="one_result_a_key"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key[:8]}"


class Job(models.Model):
    """One piece of long work. A worker holds it until `lease`; a lost worker's job is taken up
    again, at most `MOST_ATTEMPTS` times.
    """

    QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
    STATES = tuple((name, name) for name in (QUEUED, RUNNING, DONE, FAILED, CANCELLED))
    MOST_ATTEMPTS = 3

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=20)
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=STATES, default=QUEUED)
    progress = models.CharField(max_length=200, blank=True)
    printed = models.TextField(blank=True)  # by the code it runs, so far
    error = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancelling = models.BooleanField(default=False)
    worker = models.CharField(max_length=60, blank=True)
    lease = models.DateTimeField(null=True)
    result = models.ForeignKey(Result, null=True, on_delete=models.SET_NULL)
    created = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        app_label = "record"
        ordering = ("-id",)
        indexes = (models.Index(fields=["state", "id"]),)

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def going(self) -> bool:
        """Whether it waits or runs."""
        return self.state in (self.QUEUED, self.RUNNING)
