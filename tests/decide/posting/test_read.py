"""Whole postings: the samples beside this file, duplicates, and notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tripos.decide.posting import Document, Posting, read_documents, read_posting, read_postings

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".yaml")


def _labels(path: Path) -> dict[str, Any]:
    labels = yaml.safe_load(path.with_name(f"{path.stem}.labels.yaml").read_text("utf-8"))
    assert isinstance(labels, dict)
    return labels


def _read(path: Path) -> Posting:
    intake = read_documents([path])
    assert not intake.problems
    (posting,) = read_postings(intake.documents, {})
    return posting


def test_it_works() -> None:
    """A posting in one sentence is read, and every span quotes the text."""
    posting = read_posting("Senior Data Scientist wanted. Master's degree required, Python too.")

    assert posting.seniority.value == "senior"
    assert posting.role_family.value == "data-scientist"
    assert [skill.id for skill in posting.skills] == ["python"]
    for span in posting.to_json()["spans"]:
        assert posting.text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_role_and_rank_of_samples(path: Path) -> None:
    """Rank, family and skills of each sample are as labelled; each span quotes the text."""
    posting, labels = _read(path), _labels(path)

    assert posting.role_family.value == labels["role_family"]
    assert posting.seniority.value == labels["seniority"]
    assert set(labels["skills"]) <= {skill.id for skill in posting.skills}
    for span in posting.to_json()["spans"]:
        assert posting.text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_screen_of_samples(path: Path) -> None:
    """The degree screen of each sample is as labelled."""
    read, labels = _read(path).to_json(), _labels(path)

    for name in ("screen", "minimum_degree", "preferred_degree", "years_min"):
        if name in labels:
            assert read[name] == labels[name], name


def test_there_are_enough_samples() -> None:
    """At least 14 kinds of posting are kept."""
    assert len(FILES) >= 14


_BODY = (
    " is where you will build forecasts of the harvest with farmers, keep the models running, and"
    " explain to the board why a forecast was wrong. You need Python, patience and three years of"
    " experience with time series; a bachelor's degree in any quantitative field is required."
    " you will travel twice a month and write one report every week about what you have learned."
)


def _document(name: str, opening: str, body: str = _BODY) -> Document:
    return Document(name, "Data Scientist", f"Data Scientist\n{opening}{body}")


def test_reposts_count_once() -> None:
    """Exact copies and reposts for another city are one posting; the note names them."""
    found = read_postings(
        [
            _document("a.txt", "Leeds"),
            _document("b.txt", "LEEDS,"),
            _document("c.txt", "Bristol, posted 3 May"),
        ],
        {},
    )

    assert [(one.file, one.copies) for one in found] == [("a.txt", 3)]
    assert found[0].notes == ("copies: b.txt, c.txt",)


def test_a_repost_that_asks_for_more_is_another_posting() -> None:
    """Two texts that differ in the years they ask are kept apart."""
    more = _BODY.replace("three years", "8 years")
    found = read_postings([_document("a.txt", "Leeds"), _document("b.txt", "Leeds", more)], {})

    assert [one.copies for one in found] == [1, 1]


def test_notes_of_the_document_are_kept() -> None:
    """A posting in German says that it was read by degree names only."""
    notes = _read(SAMPLES / "german.txt").notes

    assert notes == ("written in German: read by degree names only",)


def test_nothing_is_read_from_nothing() -> None:
    """A text without role, rank or skills has none."""
    posting = read_posting("The weather in the valley was fine.")

    assert posting.role_family.value == "other"
    assert posting.seniority.value == "unspecified"
    assert posting.skills == ()


def test_a_hostile_text_is_read_in_seconds() -> None:
    """Half a megabyte of one repeated word does not hang."""
    posting = read_posting("deploy data-driven machine (learning " * 12_000)

    assert posting.seniority.value == "unspecified"
