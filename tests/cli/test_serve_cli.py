"""`tripos up`, `serve`, `worker` and `accounts`, as far as they end by themselves."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path

import pytest

SHARED = {"TRIPOS_MODE": "shared", "TRIPOS_HOSTS": "127.0.0.1", "TRIPOS_HTTPS": "0"}
REAL = {"TRIPOS_HOSTS": "tripos.example.org", "TRIPOS_ADDRESS": "https://tripos.example.org"}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these commands put into the environment does not outlast a test."""
    for name in ("TRIPOS_MODE", "TRIPOS_ADDRESS", "TRIPOS_HOSTS", "TRIPOS_HTTPS"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def put(monkeypatch: pytest.MonkeyPatch, **environment: str) -> None:
    """Sets the environment of a server."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


def result(ran) -> dict:
    """The JSON that a command printed."""
    assert (0, "") == (ran.code, ran.err)
    return json.loads(ran.out)


def test_it_works(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An invitation is printed once as a link; accounts are listed."""
    put(monkeypatch, **SHARED)
    ran = run("accounts", "invite", "--role", "admin", "--days", "3")

    assert (0, "") == (ran.code, ran.err)
    link = r"http://127\.0\.0\.1:8321/accounts/join/[\w-]{40,}"
    assert re.fullmatch(link + r"  \(admin, for 3 days\)\n", ran.out)
    assert "No accounts yet" in run("accounts", "list").out
    assert {"accounts": []} == result(run("accounts", "list", "--json"))


def test_an_account_is_listed(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With address, role and state."""
    put(monkeypatch, **SHARED)
    link = result(run("accounts", "invite", "--email", "Ada@Example.org", "--json"))
    assert ("ada@example.org", "learner", 7) == (link["email"], link["role"], link["days"])
    from tripos.web.record.accounts import join, open_invitation

    invitation = open_invitation(link["link"].rpartition("/")[2])
    assert invitation is not None
    join(invitation, "Ada", "Ada@Example.org", "seven-grey-geese-fly")

    (row,) = result(run("accounts", "list", "--json"))["accounts"]
    assert ("ada@example.org", "Ada", "learner", True) == (
        row["email"], row["name"], row["role"], row["active"]
    )  # fmt: skip
    assert "ada@example.org" in run("accounts", "list").out
    again = run("accounts", "invite", "--email", "ADA@example.org")
    assert "account with this address already" in again.sentence


@pytest.mark.parametrize("arguments", [("--days", "0"), ("--role", "king"), ("--email", "no")])
def test_a_wrong_invitation_is_a_sentence(run, monkeypatch, arguments: tuple[str, str]) -> None:
    """Nothing is made."""
    put(monkeypatch, **SHARED)

    assert run("accounts", "invite", *arguments).sentence


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "TRIPOS_HOSTS: name the hosts"),
        (REAL | {"TRIPOS_HOSTS": " , "}, "TRIPOS_HOSTS: name the hosts"),
        (REAL | {"TRIPOS_HOSTS": "*"}, "TRIPOS_HOSTS: name the hosts"),
        ({"TRIPOS_HOSTS": "tripos.example.org"}, "TRIPOS_ADDRESS: must be the https:// address"),
        (REAL | {"TRIPOS_ADDRESS": "http://tripos.example.org"}, "must be the https:// address"),
        (REAL | {"TRIPOS_HOSTS": "other.example.org"}, "its host must be among TRIPOS_HOSTS"),
        (REAL | {"TRIPOS_HTTPS": "0"}, "TRIPOS_HTTPS: may be 0 only while"),
    ],
)
def test_an_unprotected_server_does_not_start(run, home: Path, monkeypatch, environment, said):
    """One sentence names the setting; no record is made."""
    put(monkeypatch, **environment)

    for command in (("serve",), ("accounts", "list"), ("accounts", "invite")):
        assert said in run(*command).sentence
    assert not home.exists()


def test_a_port_that_is_taken_is_a_sentence(run, home: Path, monkeypatch) -> None:
    """It says which, and what to do."""
    put(monkeypatch, **SHARED)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        for command in ("up", "serve"):
            assert f"port {port} is in use" in run(command, "--port", port).sentence
    assert not home.exists()


def test_a_worker_needs_a_record(run, home: Path, homes: None) -> None:
    """It does not make one: that is the server's."""
    home.mkdir()
    from tests.records import Prepare
    from tripos.web.record import local

    prepare: Prepare = local.prepare
    prepare(home.parent / "other")

    assert "start the server first" in run("worker").sentence
