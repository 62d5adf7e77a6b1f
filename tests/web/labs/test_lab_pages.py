"""The pages of labs, as a browser or a careless program asks for them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.made import worked_off
from tripos.labs import find_lab
from tripos.labs.judge import Level
from tripos.web.jobs import judges
from tripos.web.record.models import Job, Learner

pytest.importorskip("sklearn")
pytestmark = pytest.mark.django_db

LAB = find_lab("least-squares")
PAGE = f"/labs/{LAB.id}/"


@pytest.fixture(autouse=True, scope="module")
def closed() -> Iterator[None]:
    """Leaves no judge behind."""
    yield
    judges.close_judges()


def _form(code: bytes, number: int = 0, **more: str) -> dict[str, str]:
    return {"file:submission.py": code.decode(), "number": str(number), **more}


def _right() -> bytes:
    return LAB.solution()["submission.py"]


def test_it_works(client: Client, learner: Learner) -> None:
    """Read, checked, submitted, judged; the result stands beside the code."""
    assert LAB.card.title in client.get("/labs/").content.decode()
    assert "<math" in client.get(PAGE).content.decode()

    client.post(f"{PAGE}work", _form(_right(), action="check"))
    assert Job.DONE == worked_off()[-1].state
    assert "Visible checks: 3 of 3" in client.get(PAGE).content.decode()
    wrong = LAB.mutants()["fixed_step"]["submission.py"]
    sent = client.post(f"{PAGE}work", _form(wrong, 1, action="submit"))
    assert "Being judged" in client.get(sent["Location"]).content.decode()
    assert Job.DONE == worked_off()[-1].state

    page = client.get(sent["Location"]).content.decode()
    assert "Not passed yet: 10 of 12 points" in page
    assert 3 == page.count("the step is too long")  # listed, at its line, in a comment
    assert 'id="L20" class="noted"' in page


def test_it_is_nobody_elses(client: Client, learner: Learner, stranger: Client) -> None:
    """Another account finds no such submission, and its own draft."""
    sent = client.post(f"{PAGE}work", _form(b"x = 'mine'", action="submit"))["Location"]

    for path in (sent, f"{sent}again", f"{sent}edit"):
        post = not path.endswith("/")
        assert 404 == (stranger.post if post else stranger.get)(path).status_code
    assert "x = &#x27;mine&#x27;" not in stranger.get(PAGE).content.decode()
    assert 404 == client.get(sent.replace(LAB.id, "autodiff")).status_code


def test_an_older_window_overwrites_nothing(client: Client, learner: Learner) -> None:
    """What was typed there is shown again, with a sentence; pressing again keeps it."""
    client.post(f"{PAGE}work", _form(b"a = 1\n"))
    answer = client.post(f"{PAGE}work", _form(b"b = 2\n", 0, action="submit"))

    page = answer.content.decode()
    assert 409 == answer.status_code
    assert "changed in another window" in page
    assert "b = 2" in page
    assert "a = 1\n" == learner.drafts.get().files["submission.py"]
    assert 0 == learner.submissions.count()
    client.post(f"{PAGE}work", _form(b"b = 2\n", 1))
    assert "b = 2\n" == learner.drafts.get().files["submission.py"]


def test_an_upload_becomes_the_draft(client: Client, learner: Learner) -> None:
    """The archive that the page offers can be sent back."""
    data = b"".join(client.get(f"{PAGE}start.zip"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert f"{LAB.id}/brief.md" in archive.namelist()
    sent = SimpleUploadedFile("work.zip", data)

    assert 302 == client.post(f"{PAGE}upload", {"files": sent}).status_code

    assert LAB.starter()["submission.py"].decode() == learner.drafts.get().files["submission.py"]
    assert json.loads(b"".join(client.get(f"{PAGE}submission.ipynb")))["nbformat"] == 4


@pytest.mark.parametrize(("name", "data"), [
    ("a.zip", b"PK no"), ("a.exe", b"MZ"), ("submission.py", b"\xff"), ("submission.py", b"\0"),
    ("submission.py", b"#" * 5_000_000), ("a.ipynb", b"[]"),
])  # fmt: skip
def test_a_bad_upload_changes_nothing(
    client: Client, learner: Learner, name: str, data: bytes
) -> None:
    """One sentence on the same page; the work is as it was."""
    client.post(f"{PAGE}work", _form(b"a = 1\n"))

    answer = client.post(f"{PAGE}upload", {"files": SimpleUploadedFile(name, data)})

    assert 400 == answer.status_code
    assert 'role="alert"' in answer.content.decode()
    assert "a = 1\n" == learner.drafts.get().files["submission.py"]


def test_code_is_shown_and_not_obeyed(client: Client, learner: Learner) -> None:
    """Markup in code and in what it prints stays text, and odd code breaks no page."""
    for code in (b"print('<script>alert(1)</script>')", b"def f(:\n", b"(" * 5000, b"\\" * 99, b""):
        number = learner.drafts.values_list("number", flat=True).first() or 0
        sent = client.post(f"{PAGE}work", _form(code, number, action="submit"))["Location"]
        worked_off()
        page = client.get(sent).content.decode()
        assert "0 of 12 points" in page
        assert "<script>alert" not in page


def test_a_server_that_cannot_confine_runs_nothing(
    client: Client, learner: Learner, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shared and below full: refused before anything is stored, whatever the form asks."""
    settings.LOCAL = False
    monkeypatch.setattr(judges, "confinement", lambda: (Level.SEALED, "no namespaces"))

    answer = client.post(f"{PAGE}work", _form(b"a = 1", action="submit", practice="1"))

    assert 400 == answer.status_code
    assert "confinement" in answer.content.decode()
    assert (0, 0) == (learner.submissions.count(), learner.jobs.count())
    assert "a = 1" == learner.drafts.get().files["submission.py"]


def test_at_home_without_confinement_one_is_asked(
    client: Client, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing runs unless one says so."""
    monkeypatch.setattr(judges, "confinement", lambda: (Level.NONE, "this is no Linux"))

    assert 400 == client.post(f"{PAGE}work", _form(b"a = 1", action="check")).status_code
    assert 0 == learner.jobs.count()
    asked = _form(b"a = 1", 1, action="submit", practice="1")
    assert 302 == client.post(f"{PAGE}work", asked).status_code
    assert learner.jobs.get().params["practice"]


def test_a_stopped_judging_can_be_taken_up(client: Client, learner: Learner) -> None:
    """Cancelled, the submission waits; judged again, it has its result."""
    sent = client.post(f"{PAGE}work", _form(_right(), action="submit"))["Location"]
    client.post(f"/jobs/{learner.jobs.get().pk}/cancel")
    assert "Judge it" in client.get(sent).content.decode()

    client.post(f"{sent}again")
    worked_off()

    assert "Passed: 12 of 12" in client.get(sent).content.decode()


def test_the_api(client: Client, learner: Learner) -> None:
    """Labs are listed and read; a submission answers 202 with a job, then its judgement."""
    listed = client.get("/api/labs").json()["labs"]
    assert {"id", "title", "area", "minutes", "competencies", "stack"} <= set(listed[0])
    assert LAB.brief == client.get(f"/api/labs/{LAB.id}").json()["brief"]
    body = json.dumps({"files": {"submission.py": _right().decode()}})
    made = client.post(f"/api/labs/{LAB.id}/submissions", body, "application/json")
    assert 202 == made.status_code
    worked_off()

    found = client.get(f"/api/submissions/{made.json()['submission']['id']}").json()

    assert found["judgement"]["passed"]
    assert 404 == client.get("/api/submissions/99").status_code
