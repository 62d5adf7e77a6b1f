"""Own courses and own figures: added, listed, removed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.catalog.reading import read, text_of
from tripos.atlas import Matcher
from tripos.web.catalog import mine
from tripos.web.record.day import today
from tripos.web.record.models import Learner
from tripos.web.record.own import catalog_of, save_override
from tripos.web.record.person import change_person

pytestmark = pytest.mark.django_db
HEAD = "id,title,topics,source,hours,price_usd\n"
EVENING = "evening-ml,Machine learning after six,Ridge regression; Cross-validation,school,40,120\n"
OWN_JSON = '{"id": "own-x", "title": "\\%s", "topics": "a", "source": "b", "hours": 1}'
PAGE = "/catalog/mine"


@pytest.fixture(autouse=True)
def _quick(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """One matcher for all tests, as the server keeps one."""
    monkeypatch.setattr(mine, "_matcher", lambda: matcher)


def upload(client: Client, content: str | bytes, name: str = "courses.csv") -> Any:
    """The answer to a file."""
    raw = content.encode() if isinstance(content, str) else content
    return client.post(PAGE, {"file": SimpleUploadedFile(name, raw)})


def test_it_works(client: Client, learner: Learner) -> None:
    """A course of one's own stands in the catalogue, with what was recognised in its topics."""
    answer = upload(client, HEAD + EVENING)

    assert (302, PAGE) == (answer.status_code, answer["Location"])
    words = text_of(read(client, PAGE))
    assert "1 course added" in words
    assert "Machine learning after six 2" in words
    page = read(client, "/catalog/evening-ml/")
    assert 'href="/atlas/ridge-regression/"' in page
    assert "yours" in page
    assert "after six" in read(client, "/catalog/?kind=yours")
    assert "120 USD" in read(client, "/catalog/?q=after+six")


def test_courses_are_nobody_elses(client: Client, stranger: Client) -> None:
    """Another learner neither sees nor removes them."""
    upload(client, HEAD + EVENING)

    assert 404 == stranger.get("/catalog/evening-ml/").status_code
    assert "after six" not in read(stranger, PAGE)
    assert 404 == stranger.post(f"{PAGE}/remove", {"course": "evening-ml"}).status_code
    read(client, "/catalog/evening-ml/")


def test_nobody_unknown_adds_any(anonymous: Client) -> None:
    """Without a login nothing is added."""
    assert upload(anonymous, HEAD + EVENING).status_code in (302, 403)
    assert anonymous.post(f"{PAGE}/remove", {"course": "x"}).status_code in (302, 403)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (HEAD + EVENING + "x,,a,b,1,\n", "courses.csv", "row 3: id"),
        (HEAD + EVENING.replace(",40,", ",-1,"), "courses.csv", "row 2: hours"),
        (HEAD + EVENING.replace("evening-ml", "cs189"), "courses.csv", "is taken already"),
        ("", "courses.csv", "is empty"),
        (b"\xff\xfe\x00", "courses.csv", "is not UTF-8 text"),
        ("[{]", "courses.json", "not valid JSON"),
        (HEAD + "a,b;" * 1_000_000, "courses.csv", "is larger than 1 MB"),
        (HEAD + "a;" * 4_000, "courses.csv", "more than this page reads at once"),
        (f"[{OWN_JSON % 'ud800'}]", "courses.json", "row 1: title"),
        (f"[{OWN_JSON % 'u0000'}]", "courses.json", "zero bytes"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_whole(
    client: Client, learner: Learner, content: str | bytes, name: str, sentence: str
) -> None:
    """All rows or none; the sentence names the file and the row."""
    answer = upload(client, content, name)

    assert 400 == answer.status_code
    assert sentence in answer.content.decode()
    assert 0 == learner.own_courses.count()


def test_no_file_is_a_mistake(client: Client) -> None:
    """Sending nothing is answered with a sentence."""
    answer = client.post(PAGE, {})

    assert 400 == answer.status_code
    assert "Nothing was sent" in answer.content.decode()


def test_a_course_is_removed_with_its_figures(client: Client, learner: Learner) -> None:
    """A removed course takes the own figures on it along."""
    upload(client, HEAD + EVENING)
    save_override(learner, "evening-ml.hours", "50", "took it", today())
    save_override(learner, "cs189.hours", "120", "took it", today())
    assert "What the catalogue says 28 to 72, mostly 40 h" in text_of(
        read(client, "/catalog/fact/evening-ml.hours")
    )

    client.post(f"{PAGE}/remove", {"course": "evening-ml"})

    assert "evening-ml" not in catalog_of(learner).courses
    assert ["cs189.hours"] == list(learner.overrides.values_list("path", flat=True))


def test_a_course_in_the_profile_stays(client: Client, learner: Learner) -> None:
    """A course that the profile names is not removed: the profile could not be read any more."""
    upload(client, HEAD + EVENING)
    change_person(learner, {"preferences.must_courses": ["evening-ml"]})
    answer = client.post(f"{PAGE}/remove", {"course": "evening-ml"})

    assert 400 == answer.status_code
    assert "your profile names it among the courses you want" in answer.content.decode()
    assert 1 == learner.own_courses.count()


def test_own_figures_are_listed_and_removed(client: Client, learner: Learner) -> None:
    """Each own figure stands with its source, and can be taken back."""
    save_override(learner, "coursera-plus.monthly", "49", "the bill", today())
    words = text_of(read(client, PAGE))

    assert "Coursera Plus price a month 49 USD" in words
    assert "the bill" in words
    client.post(f"{PAGE}/remove", {"figure": "coursera-plus.monthly"})
    assert 0 == learner.overrides.count()
    assert "figure counts again" in read(client, PAGE)


def test_what_the_catalogue_gave_up_is_still_shown(client: Client, learner: Learner) -> None:
    """An own figure whose fact is gone, and a course whose id was taken, can still be removed."""
    save_override(learner, "coursera-plus.monthly", "49", "the bill", today())
    learner.overrides.update(path="gone-course.hours")
    upload(client, HEAD + EVENING)
    row = learner.own_courses.get()
    row.data["id"] = row.key = "cs189"
    row.save()

    words = text_of(read(client, PAGE))
    assert "passed over: the catalogue has no such fact any more" in words
    assert "passed over: the catalogue uses its id by now" in words
    client.post(f"{PAGE}/remove", {"figure": "gone-course.hours"})
    client.post(f"{PAGE}/remove", {"course": "cs189"})
    assert 0 == learner.overrides.count() + learner.own_courses.count()


def test_removing_nothing_is_said(client: Client) -> None:
    """What is not there cannot be removed, and nothing is changed by reading."""
    assert 404 == client.post(f"{PAGE}/remove", {"course": "nowhere"}).status_code
    assert 400 == client.post(f"{PAGE}/remove", {}).status_code
    assert 405 == client.get(f"{PAGE}/remove").status_code


def test_a_record_has_its_limit(
    client: Client, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More courses than a record holds are refused."""
    monkeypatch.setattr("tripos.web.record.own.MOST_COURSES", 0)
    answer = upload(client, HEAD + EVENING)

    assert 400 == answer.status_code
    assert "holds at most 0 own courses" in answer.content.decode()
