"""Who learns, and what they know better than the catalogue."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models


def feed_key() -> str:
    """The secret in the address of a calendar feed, which calendars must read without a login."""
    return secrets.token_urlsafe(24)


class Learner(models.Model):
    """One account's record. `person` is the file of docs/person.md; `version` counts its edits."""

    LEARNER, MENTOR, ADMIN = "learner", "mentor", "admin"
    ROLES = ((LEARNER, "Learner"), (MENTOR, "Mentor"), (ADMIN, "Administrator"))
    THEMES = (("auto", "As the system"), ("light", "Light"), ("dark", "Dark"))

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="learner"
    )
    role = models.CharField(max_length=10, choices=ROLES, default=LEARNER)
    person = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    theme = models.CharField(max_length=5, choices=THEMES, default="auto")
    feed = models.CharField(max_length=64, unique=True, default=feed_key)
    welcomed = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "record"

    def __str__(self) -> str:
        return str(self.person.get("name") or self.user.get_username())


class Override(models.Model):
    """The learner's own figure for a fact of the catalogue (ID.FIELD), with its source and day."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="overrides")
    path = models.CharField(max_length=200)
    value = models.JSONField(null=True)
    unit = models.CharField(max_length=40, null=True)
    source = models.CharField(max_length=500)
    as_of = models.CharField(max_length=40)

    class Meta:
        app_label = "record"
        constraints = (
            models.UniqueConstraint(fields=["learner", "path"], name="one_override_a_fact"),
        )

    def __str__(self) -> str:
        return self.path


class OwnCourse(models.Model):
    """A course that the learner added; `data` is its stored form (docs/catalog.md)."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="own_courses")
    key = models.CharField(max_length=80)
    data = models.JSONField()

    class Meta:
        app_label = "record"
        constraints = (
            models.UniqueConstraint(fields=["learner", "key"], name="one_own_course_an_id"),
        )

    def __str__(self) -> str:
        return self.key
