"""What strangers, other sites, and a full disk must not be able to do."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError
from django.test import Client

from tests.web.browser.pages import PAGES
from tripos.web.log import WithoutTokens
from tripos.web.record.models import Learner

pytestmark = pytest.mark.django_db
FORM = {"version": "0", "name": "Ada"}


@pytest.fixture
def strict(learner) -> Client:
    """A window of the learner in which forms need their token, as in a browser."""
    window = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
    window.force_login(learner.user, backend="django.contrib.auth.backends.ModelBackend")
    return window


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "a b", "x:y:z"])
def test_a_forged_host_is_refused(client, host: str) -> None:
    """Another site that points its name at this machine gets nothing."""
    answer = client.get("/settings/", headers={"Host": host})

    assert 400 == answer.status_code
    assert "That could not be read." == answer.content.decode()


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}])
def test_a_form_of_another_site_is_refused(strict, learner, headers) -> None:
    """Without the token of our page nothing changes, and a sentence says what to do."""
    answer = strict.post("/welcome/1/", FORM, headers=headers)

    assert 403 == answer.status_code
    assert "reload the page and send it again" in answer.content.decode()
    learner.refresh_from_db()
    assert {} == learner.person


def test_a_form_of_ours_is_taken(strict, learner) -> None:
    """With the token that our page carries it counts."""
    page = strict.get("/welcome/1/")
    token = page.context["csrf_token"]

    strict.post("/welcome/1/", FORM | {"csrfmiddlewaretoken": str(token)})

    learner.refresh_from_db()
    assert "Ada" == learner.person["name"]


def test_the_api_needs_its_token_too(strict) -> None:
    """A page of another site cannot use the session for the API."""
    answer = strict.put("/api/profile", json.dumps({"person": {}, "version": 0}),
                        content_type="application/json")  # fmt: skip

    assert 403 == answer.status_code


@pytest.mark.parametrize(
    "path", [*PAGES.values(), "/open", "/api/openapi.json", "/static/look/icon.svg"]
)
def test_every_answer_is_protected(client, path: str) -> None:
    """No script or style but our own, no frame, no guessing of types, no address given away."""
    answer = client.get(path)

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "nosniff" == answer["X-Content-Type-Options"]
    assert "DENY" == answer.get("X-Frame-Options", "DENY")
    assert "same-origin" == answer["Referrer-Policy"]


@pytest.mark.parametrize("path", PAGES.values())
def test_no_page_needs_what_the_policy_forbids(client, path: str) -> None:
    """No script, style or handler stands in the page itself."""
    page = client.get(path).content.decode()

    for bad in ("<style", "<script>", " style=", " onclick=", " onload=", "javascript:"):
        assert bad not in page.replace("<!doctype html>", ""), bad


def test_cookies_at_home(anonymous, monkeypatch) -> None:
    """No script can read them, no other site can send them, no other home takes their place."""
    monkeypatch.setenv("TRIPOS_LOCAL_TOKEN", "t")
    anonymous.get("/open?token=t")
    anonymous.get("/welcome/1/")

    assert {"tripos_session_8321", "tripos_csrf_8321"} == set(anonymous.cookies)
    for cookie in anonymous.cookies.values():
        assert cookie["httponly"]
        assert "Lax" == cookie["samesite"]


def _settings(tmp_path: Path, **environment: str) -> dict:
    """Settings as a process of their own reads them from its environment."""
    code = (
        "import json, tripos.web.settings as s; kinds = str | int | bool | list | None\n"
        "found = {n: getattr(s, n) for n in dir(s) if n.isupper()}\n"
        "found = {n: v for n, v in found.items() if isinstance(v, kinds)}\n"
        "print(json.dumps(found, default=str))"
    )
    clean = {key: value for key, value in os.environ.items() if not key.startswith("TRIPOS_")}
    found = subprocess.run(
        [sys.executable, "-c", code], text=True, check=True, capture_output=True,
        env=clean | {"TRIPOS_HOME": str(tmp_path)} | environment,
    )  # fmt: skip
    return json.loads(found.stdout)


def test_a_shared_server_is_stricter(tmp_path: Path) -> None:
    """Cookies and pages over HTTPS alone; only the hosts that were named; no debug pages."""
    found = _settings(tmp_path, TRIPOS_MODE="shared", TRIPOS_HOSTS="tripos.example.org, t.example",
                      TRIPOS_ADDRESS="https://tripos.example.org/")  # fmt: skip

    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        assert found[name] is True
    assert found["DEBUG"] is False
    assert ["tripos.example.org", "t.example"] == found["ALLOWED_HOSTS"]
    assert "https://tripos.example.org" == found["ADDRESS"] == found["CSRF_TRUSTED_ORIGINS"][0]
    assert found["SECURE_HSTS_SECONDS"] > 3_000_000
    assert found.get("SECURE_PROXY_SSL_HEADER") is None


def test_at_home_only_this_machine_is_served(tmp_path: Path) -> None:
    """Whatever else the environment says."""
    found = _settings(tmp_path, TRIPOS_HOSTS="evil.example")

    assert ["127.0.0.1", "localhost", "[::1]"] == found["ALLOWED_HOSTS"]
    assert found["SESSION_COOKIE_SECURE"] is False


def test_what_is_too_large_is_refused(client, settings, learner) -> None:
    """By its own word, before it is read."""
    settings.MOST_BODY_BYTES = 1000

    answer = client.post("/welcome/1/", FORM | {"name": "x" * 2000})

    assert 413 == answer.status_code
    assert "larger than" in answer.content.decode()
    learner.refresh_from_db()
    assert {} == learner.person


def test_a_form_that_is_too_large_is_refused(client, learner) -> None:
    """Fields beyond what any page has are not even parsed."""
    large = client.post("/welcome/1/", FORM | {"name": "x" * 3_100_000})
    many = client.post("/welcome/1/", FORM | {f"f{n}": "" for n in range(1600)})

    assert [413, 413] == [large.status_code, many.status_code]
    assert "too large" in large.content.decode()


def _asked(chunks: list[bytes], headers: list[tuple[bytes, bytes]]) -> tuple[int, str]:
    """Status and text of what the whole application answers to a body in pieces."""
    from tripos.web.asgi import application

    sent: list[dict] = []
    left = [{"type": "http.request", "body": one, "more_body": bool(one)} for one in chunks]

    async def receive() -> dict:
        if not left:
            await asyncio.sleep(60)  # the caller waits for the answer
        return left.pop(0)

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST",
        "path": "/no-such-page", "raw_path": b"/no-such-page", "query_string": b"",
        "scheme": "http",
        "server": ("127.0.0.1", 8321), "client": ("127.0.0.1", 5), "root_path": "",
        "headers": [(b"host", b"127.0.0.1"), *headers],
    }  # fmt: skip
    asyncio.run(application(scope, receive, send))
    body = b"".join(one.get("body", b"") for one in sent)
    return sent[0]["status"], body.decode()


@pytest.mark.django_db(transaction=True)
def test_a_body_is_never_kept_beyond_the_limit(settings) -> None:
    """One that says so is not read; one that does not is cut off; a smaller one gets through."""
    settings.MOST_BODY_BYTES = 1000

    declared = _asked([b"x" * 600] * 5, [(b"content-length", b"3000")])
    streamed = _asked([b"x" * 600] * 5, [])
    small = _asked([b"x" * 600, b""], [])

    assert 413 == declared[0]
    assert "larger than" in declared[1]
    assert (413, "What was sent is too large; send less.") == streamed
    assert 413 != small[0]


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (OperationalError("database or disk is full"), 507, "the disk is full; make room"),
        (DatabaseError("database or disk is full"), 507, "the disk is full; make room"),
        (OSError(28, "No space left on device"), 507, "the disk is full; make room"),
        (OperationalError("could not extend file: No space left on device"), 507, "disk is full"),
        (OperationalError("database is locked"), 503, "cannot be reached (database is locked)"),
        (OperationalError("connection refused\nIs it up?"), 503, "(connection refused); try again"),
    ],
)
def test_a_record_that_cannot_be_written_is_a_sentence(
    client, learner, monkeypatch, error, status, said
) -> None:
    """The person is told that nothing was saved, and nothing is."""

    def fail(*given, **named):
        raise error

    monkeypatch.setattr(Learner, "save", fail)
    answer = client.post("/welcome/1/", FORM)

    page = answer.content.decode()
    assert status == answer.status_code
    assert "Nothing was saved" in page
    assert said in page
    learner.refresh_from_db()
    assert {} == learner.person
    assert status == client.put("/api/profile", json.dumps({"person": {"name": "A"}, "version": 0}),
                                content_type="application/json").status_code  # fmt: skip


def test_a_record_that_fails_behind_the_page_is_a_sentence(grown, monkeypatch, anonymous) -> None:
    """Where the session cannot be stored, which is no page's own code, the sentence is the same."""
    from django.contrib.sessions.backends.db import SessionStore

    def fail(*given, **named):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(SessionStore, "save", fail)
    monkeypatch.setenv("TRIPOS_LOCAL_TOKEN", "t")
    anonymous.raise_request_exception = False

    answer = anonymous.get("/open?token=t")

    assert 507 == answer.status_code
    assert "The disk is full" in answer.content.decode()


@pytest.fixture
def grown(settings) -> None:
    """Errors reach the page for them, as they do outside of tests."""
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False


def test_a_mistake_of_ours_is_a_sentence(client, grown, monkeypatch) -> None:
    """It shows nothing of the inside."""
    client.raise_request_exception = False
    monkeypatch.setattr("tripos.web.data.views.counts_of", lambda learner: 1 / 0)

    answer = client.get("/settings/")

    assert 500 == answer.status_code
    assert "Something went wrong on our side" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()


@pytest.mark.parametrize(
    "said",
    [
        "GET /open?token=abcdefghijklmnop1234", "/accounts/join/abcdefghijklmnop1234",
        "/calendar/abcdefghijklmnop1234.ics", "/accounts/password-reset/Mw/abcdefghijklmnop1234",
    ],
)  # fmt: skip
def test_no_secret_is_logged(said: str) -> None:
    """Addresses with a secret in them lose it on the way to the log."""
    record = logging.LogRecord("x", 30, "", 1, "%s: not found", (said,), None)
    WithoutTokens().filter(record)

    assert "abcdefghijklmnop1234" not in record.getMessage()
    assert "not found" in record.getMessage()


def test_django_finds_nothing_to_complain_about(settings) -> None:
    """The framework's own checks pass, and the migrations match the tables."""
    call_command("check", fail_level="WARNING")
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
