"""What is known about what a learner knows: evidence, which is only ever added to."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from tripos.errors import TriposError
from tripos.web.record.models.learner import Learner


class EvidenceRow(models.Model):
    """One piece of evidence (see `tripos.belief.Evidence`), never changed once written.

    A row that `corrects` an earlier one takes its place; without `says` it only takes it back.
    `origin` names what it came from, such as `plan:COURSE` or `api`.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="evidence")
    competency = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    says = models.FloatField(null=True)
    weight = models.FloatField(default=1.0)
    source = models.CharField(max_length=300)
    origin = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)
    corrects = models.OneToOneField(
        "self", null=True, on_delete=models.CASCADE, related_name="corrected_by"
    )

    class Meta:
        app_label = "record"
        ordering = ("id",)
        indexes = (models.Index(fields=["learner", "origin"]),)

    def __str__(self) -> str:
        return f"{self.competency} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new row. Raises TriposError for a row that exists: correct it by another."""
        if self.pk is not None and not kwargs.get("force_insert"):
            raise TriposError("evidence is only added to; write a row that corrects it")
        super().save(*args, **kwargs)
