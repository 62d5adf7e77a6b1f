"""Taking the record along, bringing it back, deleting it."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.web.record.full import filled
from tripos.web.jobs.queue import enqueue
from tripos.web.record.exchange import export_record, is_empty
from tripos.web.record.models import Learner, Result
from tripos.web.record.person import save_person

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'name="(confirmed|mark)" value="([^"]*)"')


def _exported(client) -> dict:
    return json.loads(client.get("/settings/export").content)


def _choose(client, content: object, name: str = "record.json"):
    """Uploads a file on the settings page."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post("/settings/import", {"file": SimpleUploadedFile(name, raw)})


def _yes(client, page):
    """Confirms what the page asks."""
    return client.post("/settings/import", dict(HIDDEN.findall(page.content.decode())))


def test_it_works(client, learner, example, stranger) -> None:
    """The exported file brings the whole record to another account, after a yes."""
    filled(learner, example)
    answer = client.get("/settings/export")
    assert re.search(r'attachment; filename="tripos-record-[\d-]+\.json"',
                     answer["Content-Disposition"])  # fmt: skip

    asked = _choose(stranger, json.loads(answer.content))
    assert "Your record is empty: nothing is lost." in asked.content.decode()
    assert "/settings/" == _yes(stranger, asked).url

    assert json.loads(answer.content) == _exported(stranger)
    assert "this is your record now" in stranger.get("/settings/").content.decode()


def test_nothing_is_replaced_by_surprise(client, learner, example) -> None:
    """The page says what is here and what is in the file; until the yes nothing changes."""
    file = filled(learner, example)
    save_person(learner, {"name": "Kept"})

    page = _choose(client, file).content.decode()

    assert "Replace your record?" in page
    assert "Export it first" in page
    assert re.search(r'Postings</th><td class="right">2</td><td class="right">2</td>', page)
    assert "Nadia" in page
    learner.refresh_from_db()
    assert {"name": "Kept"} == learner.person


def test_a_yes_is_to_what_was_shown(client, learner, example) -> None:
    """Where the record was changed in another window meanwhile, nothing is replaced."""
    file = filled(learner, example)
    asked = _choose(client, file)
    save_person(learner, {"name": "Newer"})

    answer = _yes(client, asked)

    assert 409 == answer.status_code
    assert "another window" in answer.content.decode()
    learner.refresh_from_db()
    assert {"name": "Newer"} == learner.person


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not valid JSON"),
        (b"{", "record.json:1: not valid JSON"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b"[" * 100_000, "nested too deeply"),
        ([], "is not a record of Tripos"),
        ({"format": "tripos-record", "version": 9}, "written by a newer Tripos"),
    ],
)
def test_a_wrong_file_is_a_sentence(client, learner, content, said) -> None:
    """On the settings page, with the record as it was."""
    save_person(learner, {"name": "Kept"})

    answer = _choose(client, content)

    assert 400 == answer.status_code
    assert said in answer.content.decode()
    assert "Settings and data" in answer.content.decode()
    learner.refresh_from_db()
    assert {"name": "Kept"} == learner.person
    assert not learner.results.exists()


def test_choosing_nothing_is_a_sentence(client) -> None:
    """The button without a file."""
    answer = client.post("/settings/import")

    assert 400 == answer.status_code
    assert "Nothing was sent" in answer.content.decode()


def test_a_file_that_is_too_large_is_a_sentence(client, monkeypatch) -> None:
    """Beyond the limit nothing is read."""
    monkeypatch.setattr("tripos.web.data.views.MOST_BYTES", 10)

    answer = _choose(client, b" " * 11)

    assert 400 == answer.status_code
    assert "is larger than" in answer.content.decode()


def test_the_file_waits_for_an_hour_and_for_its_owner(client, learner, example, stranger) -> None:
    """Nobody else can confirm it, and later it is forgotten."""
    asked = _choose(client, filled(learner, example))
    assert 400 == _yes(stranger, asked).status_code
    assert is_empty(Learner.objects.get(user__username="eve"))
    Result.objects.filter(kind="import").update(created=timezone.now() - dt.timedelta(hours=2))

    answer = _yes(client, asked)

    assert "choose it again" in answer.content.decode()
    client.get("/settings/")
    assert not Result.objects.filter(kind="import").exists()


def test_a_second_file_takes_the_place_of_the_first(client, learner, example) -> None:
    """Only the last one that was shown can be confirmed."""
    file = filled(learner, example)
    first = _choose(client, file)
    _choose(client, file | {"person": {"name": "Second"}})

    assert 400 == _yes(client, first).status_code


def test_what_waits_is_not_exported(client, learner, example) -> None:
    """A file that waits for its yes is not part of the record."""
    file = filled(learner, example)
    _choose(client, file)

    assert file == _exported(client)


def test_nothing_is_replaced_while_work_goes_on(client, learner, example) -> None:
    """The sentence says what to do."""
    file = filled(learner, example)
    asked = _choose(client, file)
    enqueue(learner, "decide", {})

    answer = _yes(client, asked)

    assert 400 == answer.status_code
    assert "Work is going on: cancel it" in answer.content.decode()


def test_deleting_needs_the_word(client, learner, example) -> None:
    """Without it nothing is deleted; with it everything, and one is still in."""
    before = filled(learner, example)
    for word in ("", "delete", "DELETE!"):
        answer = client.post("/settings/delete", {"word": word})
        assert 400 == answer.status_code
        assert "Nothing was deleted: write DELETE to confirm" in answer.content.decode()
    assert before == export_record(learner)

    assert "/" == client.post("/settings/delete", {"word": " DELETE "}).url

    assert is_empty(Learner.objects.get(user=learner.user))
    assert 200 == client.get("/settings/").status_code


def test_deleting_an_account(client, learner, example, settings, stranger) -> None:
    """On a shared server the account goes, the session with it; others stay."""
    filled(learner, example)
    settings.LOCAL = False

    assert "/accounts/login" == client.post("/settings/delete", {"word": "DELETE"}).url

    assert client.get("/settings/").url.startswith("/accounts/login")
    assert ["eve"] == list(Learner.objects.values_list("user__username", flat=True))
    assert 200 == stranger.get("/settings/").status_code


def test_the_api_exports_the_same(client, learner, example) -> None:
    """A program gets what the page gives."""
    file = filled(learner, example)

    assert file == client.get("/api/record").json()
