"""The pages of the examination, as a browser or a careless program asks for them."""

from __future__ import annotations

import pytest
from django.test import Client

from tripos.web.record.models import Learner

pytestmark = pytest.mark.django_db

BIG = "9" * 40


@pytest.fixture
def sitting(client: Client, learner: Learner) -> str:
    """The address of a diagnostic that was begun."""
    return str(client.post("/exam/begin", {"kind": "diagnose"})["Location"])


def test_it_works(client: Client, sitting: str, learner: Learner) -> None:
    """Begun, answered, marked; the result shows what was found."""
    assert "Question 1" in client.get(sitting).content.decode()

    marked = client.post(sitting, {"number": "1", "unknown": "1"})

    assert "The solution" in client.get(marked["Location"]).content.decode()
    assert "What is clear so far" in client.get(f"{sitting}result").content.decode()
    assert 1 == learner.responses.count()


def test_it_is_nobody_elses(stranger: Client, sitting: str) -> None:
    """Another account finds no such sitting."""
    for address in (sitting, f"{sitting}result", f"{sitting}1/", f"{sitting}preview?answer=1"):
        assert 404 == stranger.get(address).status_code


@pytest.mark.parametrize("number", ["abc", "²", BIG, "-1", ""])
def test_an_answer_to_no_question_changes_nothing(
    client: Client, sitting: str, learner: Learner, number: str
) -> None:
    """Whatever a form sends as the question's number."""
    assert client.post(sitting, {"number": number, "unknown": "1"}).status_code in (302, 400)
    assert 0 == learner.responses.count()


@pytest.mark.parametrize("form", [
    {"kind": "nothing"}, {"kind": "practise", "topic": "no-such-thing"}, {"kind": "review"},
    {"kind": "mock", "about": "stage-²"}, {"kind": "mock", "about": "stage-9"},
    {"kind": "mock", "about": "no-program"}, {"kind": "mock", "about": "stage-1", "minutes": "0"},
    {"kind": "mock", "about": "stage-1", "minutes": "nan"},
    {"kind": "mock", "about": "stage-1", "minutes": "soon"},
])  # fmt: skip
def test_what_cannot_begin_is_told(client: Client, learner: Learner, form: dict[str, str]) -> None:
    """On the same page, in a sentence; nothing is begun."""
    answer = client.post("/exam/begin", form)

    assert 400 == answer.status_code
    assert 'role="alert"' in answer.content.decode()
    assert 0 == learner.sittings.count()


@pytest.mark.parametrize("seed", ["abc", "²", BIG, ""])
def test_a_flag_needs_a_variant(client: Client, learner: Learner, seed: str) -> None:
    """A seed that is none is refused."""
    sent = {"question": "det-rules", "seed": seed, "reason": "wrong"}

    assert 404 == client.post("/exam/flag", sent).status_code
    assert 0 == learner.flags.count()


def test_numbers_beyond_any_record_are_not_found(client: Client, sitting: str) -> None:
    """In addresses."""
    assert 404 == client.get(f"/exam/{BIG}/").status_code
    assert 404 == client.get(f"{sitting}{BIG}/").status_code
