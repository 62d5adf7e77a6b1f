"""The postings a learner aims at, and where they read them better than the rules do."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tripos.web.record.models.learner import Learner


class StoredPosting(models.Model):
    """One posting as plain text. What it asks is read anew each time, so that better rules count.

    `fingerprint` names it by its words: the same posting is kept once.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="postings")
    name = models.CharField(max_length=300)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    notes = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64)
    added = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "record"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["learner", "fingerprint"], name="one_posting_a_text"),
        )

    def __str__(self) -> str:
        return self.title or self.name


class Correction(models.Model):
    """What a field of a posting truly is, as the learner set it."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="corrections")
    fingerprint = models.CharField(max_length=64)
    title = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    date = models.CharField(max_length=10)

    class Meta:
        app_label = "record"
        constraints = (
            models.UniqueConstraint(
                fields=["learner", "fingerprint", "field"], name="one_correction_a_field"
            ),
        )

    def __str__(self) -> str:
        return f"{self.fingerprint[:12]} {self.field}"
