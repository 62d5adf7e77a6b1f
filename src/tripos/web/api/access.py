"""Who may use the API: the bearer of a token, or a page of ours in its session."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer, SessionAuth

from tripos.web.access import learner_of
from tripos.web.record.models import ApiToken, Learner
from tripos.web.record.models.access import hashed


class TokenAuth(HttpBearer):
    """`Authorization: Bearer TOKEN`, with a token made on the settings page."""

    def authenticate(self, request: HttpRequest, token: str) -> Learner | None:  # noqa: ARG002
        """The learner whose token it is."""
        found = (
            ApiToken.objects.select_related("learner__user")
            .filter(hash=hashed(token), learner__user__is_active=True)
            .first()
        )
        if found is None:
            return None
        ApiToken.objects.filter(pk=found.pk).update(used=timezone.now())
        return found.learner


class PageAuth(SessionAuth):
    """The session of a page; changes need its CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Learner | None:  # noqa: ARG002
        """The learner who is logged in."""
        return learner_of(request)


def caller(request: HttpRequest) -> Learner:
    """The learner whom the request acts for."""
    learner = getattr(request, "auth", None)
    assert isinstance(learner, Learner)
    return learner
