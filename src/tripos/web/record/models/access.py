"""Ways in: invitations to a shared server, and tokens for programs. Only hashes are kept."""

from __future__ import annotations

import hashlib
import secrets

from django.db import models
from django.utils import timezone

from tripos.web.record.models.learner import Learner


def new_secret() -> str:
    """A secret to be shown once."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is kept of a secret. Secrets are random and long, so that a plain hash holds."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiToken(models.Model):
    """A named token with which a program acts for the learner."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    hash = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(auto_now_add=True)
    used = models.DateTimeField(null=True)

    class Meta:
        app_label = "record"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """The right to make one account in a role, until it is used or `expires`."""

    hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=10, choices=Learner.ROLES, default=Learner.LEARNER)
    expires = models.DateTimeField()
    # It goes with the account that it made: it must not come to life again.
    used_by = models.ForeignKey(Learner, null=True, on_delete=models.CASCADE)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "record"

    def __str__(self) -> str:
        return f"{self.role} {self.email}"


class Attempt(models.Model):
    """One try at something that is limited: `what` was tried from `address`."""

    what = models.CharField(max_length=20)
    address = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "record"
        indexes = (models.Index(fields=["what", "address", "at"]),)

    def __str__(self) -> str:
        return f"{self.what} {self.address}"
