"""Sittings of the examination: questions asked, answers given, and what is remembered."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tripos.web.record.models.learner import Learner

MOST_TYPED = 1000  # characters of an answer that are kept


class Sitting(models.Model):
    """One diagnostic, practice, review or mock examination, from its first question to its end.

    `topics` are the competencies it is about. `state` holds the question that waits for an answer
    (and for a mock examination the paper and the drafts); a question is chosen once and kept, so
    that reloading a page or a second window shows the same one.
    """

    DIAGNOSE, PRACTISE, REVIEW, MOCK = "diagnose", "practise", "review", "mock"
    KINDS = tuple((name, name) for name in (DIAGNOSE, PRACTISE, REVIEW, MOCK))

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="sittings")
    kind = models.CharField(max_length=10, choices=KINDS)
    title = models.CharField(max_length=200)
    topics = models.JSONField(default=list)
    seed = models.PositiveBigIntegerField()
    state = models.JSONField(default=dict)
    started = models.DateTimeField(default=timezone.now)
    closes = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    stop = models.CharField(max_length=20, blank=True)

    class Meta:
        app_label = "record"
        ordering = ("-id",)
        indexes = (models.Index(fields=["learner", "kind", "ended"]),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Response(models.Model):
    """One answer to one variant. `right` is None for "I don't know"."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="responses")
    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="responses")
    number = models.PositiveIntegerField()
    question = models.CharField(max_length=80)
    seed = models.PositiveBigIntegerField()
    competency = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    typed = models.CharField(max_length=MOST_TYPED, blank=True)
    right = models.BooleanField(null=True)
    seconds = models.FloatField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "record"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["sitting", "number"], name="one_answer_a_question"),
        )
        indexes = (models.Index(fields=["learner", "question"]),)

    def __str__(self) -> str:
        return f"{self.question} {self.right}"


class Remembered(models.Model):
    """How well a competency is remembered (`tripos.exam.review.Memory`), as of the last answer."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="remembered")
    competency = models.CharField(max_length=80)
    stability = models.FloatField()
    difficulty = models.FloatField()
    last = models.DateField()
    due = models.DateField()

    class Meta:
        app_label = "record"
        ordering = ("due", "competency")
        constraints = (
            models.UniqueConstraint(fields=["learner", "competency"], name="one_memory_a_topic"),
        )

    def __str__(self) -> str:
        return f"{self.competency} due {self.due}"


class Flag(models.Model):
    """A learner's word that a variant is faulty, for its authors."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="flags")
    question = models.CharField(max_length=80)
    seed = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "record"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["learner", "question", "seed"], name="one_flag_a_variant"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question} {self.seed}"
