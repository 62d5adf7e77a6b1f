"""The settings page: profile, theme, calendar, tokens."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tripos.web.record.models import ApiToken, Learner

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r"shown this once: <code>([\w-]{30,})</code>")


def test_it_works(client, learner, with_person) -> None:
    """The profile stands there in a few lines, with ways to change everything."""
    with_person(learner, "ada")

    page = client.get("/settings/").content.decode()

    for text in ("Ada", "bachelor in", "10 h", "3,000 USD", "/welcome/1/", "/style", "/api/docs"):
        assert text in page
    assert "/accounts/" not in page


def test_an_empty_record_says_so(client) -> None:
    """Nothing is made up where nothing was said."""
    page = client.get("/settings/").content.decode()

    assert 7 == page.count("not said")
    assert "The record holds nothing but your profile." in page


def test_numbers_written_as_words_are_shown(client, learner) -> None:
    """What a person's file may hold can be shown."""
    learner.person = {"means": {"hours_per_week": {"low": "4", "typical": "6", "high": "8"},
                                "budget": {"total": "1500"}}}  # fmt: skip
    learner.save()

    page = client.get("/settings/").content.decode()

    assert "6 h" in page
    assert "1,500 USD" in page


def test_the_theme_holds(client, learner) -> None:
    """What is chosen is on every page; anything else is refused."""
    client.post("/settings/theme", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/settings/").content.decode()

    refused = client.post("/settings/theme", {"theme": "pink"})

    assert 400 == refused.status_code
    assert "choose one of auto, light, dark" in refused.content.decode()


def test_a_new_calendar_address_ends_the_old_one(client, learner, anonymous) -> None:
    """The old address leads nowhere, the new one is shown."""
    old = learner.feed
    assert 200 == anonymous.get(f"/calendar/{old}.ics").status_code

    client.post("/settings/feed")

    learner.refresh_from_db()
    assert 404 == anonymous.get(f"/calendar/{old}.ics").status_code
    assert 200 == anonymous.get(f"/calendar/{learner.feed}.ics").status_code
    assert learner.feed in client.get("/settings/").content.decode()


def _api(token: str):
    return Client(HTTP_HOST="127.0.0.1").get(
        "/api/profile", headers={"Authorization": f"Bearer {token}"}
    )


def test_a_token_works_until_it_is_revoked(client, learner) -> None:
    """It is shown once and opens the API; its last use is shown; revoked, it opens nothing."""
    page = client.post("/settings/tokens", {"name": "my script"})
    token = TOKEN.search(page.content.decode())
    assert token is not None
    assert "no-store" in page["Cache-Control"]
    assert "never used" in page.content.decode()
    assert 200 == _api(token[1]).status_code

    later = client.get("/settings/").content.decode()
    assert token[1] not in later
    assert "last used" in later
    assert token[1] not in str(ApiToken.objects.values())

    client.post(f"/settings/tokens/{learner.tokens.get().pk}/revoke")
    assert 401 == _api(token[1]).status_code


def test_a_token_needs_a_name(client, learner) -> None:
    """Otherwise one would not know which to revoke."""
    answer = client.post("/settings/tokens", {"name": "  "})

    assert 400 == answer.status_code
    assert "Give the token a name" in answer.content.decode()
    assert 0 == learner.tokens.count()


def test_there_are_at_most_twenty_tokens(client, learner) -> None:
    """The twenty-first is refused on the page itself."""
    for number in range(20):
        ApiToken.objects.create(learner=learner, name="t", hash=str(number))

    answer = client.post("/settings/tokens", {"name": "one more"})

    assert 400 == answer.status_code
    assert "There are 20 tokens already; revoke one first" in answer.content.decode()


def test_a_stranger_cannot_revoke(client, stranger, learner) -> None:
    """The tokens of others are not there at all."""
    token = ApiToken.objects.create(learner=learner, name="my script", hash="h")

    assert 404 == stranger.post(f"/settings/tokens/{token.pk}/revoke").status_code
    assert "my script" not in stranger.get("/settings/").content.decode()
    assert 1 == learner.tokens.count()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""), ("get", "export"), ("post", "theme"), ("post", "feed"), ("post", "import"),
        ("post", "delete"), ("post", "tokens"), ("post", "tokens/1/revoke"),
    ],
)  # fmt: skip
def test_nobody_gets_in_without_a_session(anonymous, learner, method: str, path: str) -> None:
    """At home there is a hint; on a shared server, the way to the login."""
    answer = getattr(anonymous, method)(f"/settings/{path}")

    assert 403 == answer.status_code
    assert "use the address that `tripos up` printed" in answer.content.decode()


@pytest.mark.parametrize("path", ["theme", "feed", "import", "delete", "tokens", "tokens/1/revoke"])
def test_looking_changes_nothing(client, path: str) -> None:
    """What changes something needs a form."""
    assert 405 == client.get(f"/settings/{path}").status_code


def test_a_shared_server_shows_the_account(client, learner, settings) -> None:
    """E-mail, role, the way to another password; people only to administrators."""
    settings.LOCAL = False
    page = client.get("/settings/").content.decode()
    assert "ada@example.org, learner" in page
    assert "/accounts/password" in page
    assert "/accounts/people" not in page

    Learner.objects.filter(pk=learner.pk).update(role=Learner.ADMIN)

    assert "/accounts/people" in client.get("/settings/").content.decode()


def test_an_account_without_a_record_sees_nothing(db, settings) -> None:
    """A user of Django alone, such as one made by its shell, is not a learner."""
    settings.LOCAL = False
    user = User.objects.create_user("bare")
    window = Client(HTTP_HOST="127.0.0.1")
    window.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    assert window.get("/settings/").url.startswith("/accounts/login")
