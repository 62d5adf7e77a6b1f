"""Work on labs: what is being written, and submissions, stored before they are judged once."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tripos.web.record.models.learner import Learner


class Submission(models.Model):
    """The files of one attempt at a lab, and the judgement on them once there is one.

    `files` maps names to text. `seed` is drawn when the judging begins, after the files are stored.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="submissions")
    lab = models.CharField(max_length=60)
    files = models.JSONField()
    seed = models.PositiveBigIntegerField(null=True)
    judgement = models.JSONField(null=True)
    created = models.DateTimeField(default=timezone.now)
    judged = models.DateTimeField(null=True)

    class Meta:
        app_label = "record"
        ordering = ("-id",)
        indexes = (models.Index(fields=["learner", "lab"]),)

    def __str__(self) -> str:
        return f"{self.lab} {self.pk}"


class Draft(models.Model):
    """What a learner is writing for a lab in the browser, and what its visible checks last said.

    `number` counts its versions, so that a window with an older one overwrites nothing unasked.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="drafts")
    lab = models.CharField(max_length=60)
    files = models.JSONField()
    number = models.PositiveIntegerField(default=1)
    checked = models.JSONField(null=True)
    updated = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "record"
        ordering = ("lab",)
        constraints = (models.UniqueConstraint(fields=["learner", "lab"], name="one_draft_a_lab"),)

    def __str__(self) -> str:
        return f"{self.lab} {self.number}"
