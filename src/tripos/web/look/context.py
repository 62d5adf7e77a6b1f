"""What every page knows: who is here, their theme, and where in the menu they are."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

MENU = (
    ("today", "Today", "/today/"),
    ("decide", "Decide", "/decide/"),
    ("plan", "Plan", "/plan/"),
    ("exam", "Examine", "/exam/"),
    ("labs", "Labs", "/labs/"),
    ("gym", "Gym", "/gym/"),
    ("atlas", "Atlas", "/atlas/"),
    ("catalog", "Catalogue", "/catalog/"),
    ("settings", "Settings", "/settings/"),
)

_PARTS = {"postings": "decide", "welcome": "settings", "accounts": "settings"}


def page(request: HttpRequest) -> dict[str, Any]:
    """The names that the frame of a page uses."""
    part = request.path.strip("/").partition("/")[0]
    user = getattr(request, "user", None)
    learner = getattr(user, "learner", None) if user and user.is_authenticated else None
    return {
        "menu": MENU if learner else (),
        "part": _PARTS.get(part, part),
        "theme": learner.theme if learner else "auto",
        "shared": not settings.LOCAL,
    }
