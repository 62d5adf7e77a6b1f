"""Postings: taken in, shown, corrected."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tripos.web.record.postings import postings_of
from tripos.web.welcome.marks import pieces

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parents[3] / "examples" / "postings"
CLAIMS = (FOLDER / "senior-ml-engineer-insurance.txt").read_text(encoding="utf-8")


def _paste(client, text=CLAIMS):
    return client.post("/postings/", {"text": text})


def test_it_works(client, learner) -> None:
    """A paste is read, and its page shows the words that the screen rests on."""
    assert 302 == _paste(client).status_code

    row = learner.postings.get()
    page = client.get(f"/postings/{row.pk}/").content.decode()
    assert "masters required" in page
    assert '<mark class="screen"' in page
    assert "masters required" in client.get("/postings/").content.decode()


def test_files_are_taken_together(client, learner) -> None:
    """Several files at once become several postings."""
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in FOLDER.glob("*.txt")]

    client.post("/postings/", {"files": files})

    assert len(files) == learner.postings.count()


def test_the_text_is_shown_whole(client, learner) -> None:
    """The marked pieces put together are the posting."""
    _paste(client)

    (posting,) = postings_of(learner)
    assert posting.text == "".join(piece.text for piece in pieces(posting))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("job.pdf", b"%PDF-1.4 ...", "PDF"),
        ("job.txt", b"", "empty"),
        ("job.txt", b"\x00\x01\x02", "not a text file"),
        ("job.txt", b"hi", "too little text"),
        ("rows.json", b'{"a": 1}', "no JSON rows"),
    ],
)
def test_wrong_files_are_told_in_a_sentence(client, learner, name, content, said) -> None:
    """What cannot be read is named with the reason; nothing is stored."""
    answer = client.post("/postings/", {"files": [SimpleUploadedFile(name, content)]})

    assert 400 == answer.status_code
    assert said in answer.content.decode()
    assert 0 == learner.postings.count()


def test_the_good_are_kept_beside_the_bad(client, learner) -> None:
    """One bad file does not lose the others."""
    good = SimpleUploadedFile("good.txt", CLAIMS.encode())
    answer = client.post("/postings/", {"files": [good, SimpleUploadedFile("bad.pdf", b"%PDF")]})

    assert 1 == learner.postings.count()
    assert "bad.pdf" in answer.content.decode()


def test_nothing_sent_is_told(client) -> None:
    """An empty form says what to do."""
    assert "paste a posting" in client.post("/postings/", {"text": " "}).content.decode()


def test_a_huge_paste_is_refused_and_kept_in_the_box(client, learner) -> None:
    """Beyond the limit there is a sentence; nothing is stored."""
    answer = _paste(client, "word " * 300_000)

    assert answer.status_code in (400, 413)
    assert "larger" in answer.content.decode()
    assert 0 == learner.postings.count()


def test_the_same_posting_counts_once(client, learner) -> None:
    """Pasting again says so and adds nothing."""
    _paste(client)

    assert "among your postings already" in _paste(client).content.decode()
    assert 1 == learner.postings.count()


def test_a_correction_wins_and_can_be_undone(client, learner) -> None:
    """The corrected value counts from then on, until it is taken back."""
    _paste(client)
    key = learner.postings.get().pk

    client.post(f"/postings/{key}/correct", {"field": "screen", "value": "none-stated"})
    assert "none-stated" == postings_of(learner)[0].degree.screen.value

    client.post(f"/postings/{key}/correct", {"field": "screen", "undo": "1"})
    assert "masters-required" == postings_of(learner)[0].degree.screen.value


def test_skills_are_added_and_taken_away(client, learner) -> None:
    """Skills can be corrected one by one."""
    _paste(client)
    key = learner.postings.get().pk
    (posting,) = postings_of(learner)
    gone = posting.skills[0].id

    client.post(f"/postings/{key}/correct", {"field": "skills", "value": f"-{gone}"})
    client.post(f"/postings/{key}/correct", {"field": "skills", "value": "+agile"})

    found = [skill.id for skill in postings_of(learner)[0].skills]
    assert gone not in found
    assert "agile" in found


def test_a_wrong_correction_is_told(client, learner) -> None:
    """A value that does not exist is refused with those that do."""
    _paste(client)
    key = learner.postings.get().pk

    answer = client.post(f"/postings/{key}/correct", {"field": "screen", "value": "maybe"})

    assert 400 == answer.status_code
    assert "masters-required" in answer.content.decode()


def test_hostile_text_stays_text(client, learner) -> None:
    """Markup in a posting is shown, never run."""
    _paste(client, "Engineer <script>alert(1)</script>\n" + CLAIMS)
    key = learner.postings.get().pk

    page = client.get(f"/postings/{key}/").content.decode()

    assert "<script>alert" not in page
    assert "alert(1)" in html.unescape(page)


def test_a_stranger_does_not_see_it(client, stranger, learner) -> None:
    """Another account neither reads, corrects nor removes it."""
    _paste(client)
    key = learner.postings.get().pk

    assert 404 == stranger.get(f"/postings/{key}/").status_code
    assert 404 == stranger.post(f"/postings/{key}/remove").status_code
    assert (
        404
        == stranger.post(
            f"/postings/{key}/correct", {"field": "screen", "value": "none-stated"}
        ).status_code
    )
    assert 1 == learner.postings.count()


def test_removing_takes_it_out(client, learner) -> None:
    """A removed posting no longer counts."""
    _paste(client)

    client.post(f"/postings/{learner.postings.get().pk}/remove")

    assert [] == postings_of(learner)
