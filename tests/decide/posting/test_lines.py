"""Lines and sections: where sentences end, which headings open what, and what was glued."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripos.decide.posting.headings import heading_section
from tripos.decide.posting.lines import split_lines

HEADINGS = [
    ("Requirements", "required"),
    ("REQUIREMENTS:", "required"),
    ("Basic Qualifications", "required"),
    ("Minimum qualifications:", "required"),
    ("Required Skills & Experience", "required"),
    ("Who you are", "required"),
    ("What you’ll bring", "required"),
    ("What we're looking for", "required"),
    ("About you", "required"),
    ("Must have:", "required"),
    ("You might be a good fit if you have:", "required"),
    ("Dein Profil", "required"),
    ("Das bringst du mit:", "required"),
    ("Se requiere", "required"),
    ("Required and preferred qualifications", "required"),
    ("Data Engineer - Mandatory Skills", "required"),
    ("Preferred Qualifications", "preferred"),
    ("Nice to have:", "preferred"),
    ("Nice-to-have", "preferred"),
    ("Bonus points", "preferred"),
    ("Desirable", "preferred"),
    ("Good to have:", "preferred"),
    ("What will make you stand out?", "preferred"),
    ("The following requirements are highly desirable:", "preferred"),
    ("Data Engineer - Nice to Have Skills", "preferred"),
    ("Responsibilities", "duties"),
    ("What you'll do", "duties"),
    ("Your role:", "duties"),
    ("Job description", "duties"),
    ("Deine Aufgaben:", "duties"),
    ("Benefits", "benefits"),
    ("What we offer:", "benefits"),
    ("Wir bieten:", "benefits"),
    ("Why join us?", "benefits"),
    ("About us", "company"),
    ("Who we are", "company"),
    ("Company overview", "company"),
    ("Equal opportunity employer statement", "legal"),
    ("How to apply", "other"),
]

ITEMS = [
    "Excellent communication skills",
    "Experience with Python or R is required.",
    "Bachelor's degree required",
    "Python",
    "Ability to explain your work to people with other skills",
]

WHOLE = [
    "Tools, e.g. Spark and Airflow",
    "A Ph.D. in physics",
    "A B.S. in Physics",
    "An M.Sc. Degree in Data Science",
    "Work in the U.S. Office",
    "Version 3.5 or later",
    "Report to the Sr. Director of Data",
    "Acme Inc. Data",
    "Node.js and the like",
]


@pytest.mark.parametrize(("text", "section"), HEADINGS)
def test_headings_open_their_section(text: str, section: str) -> None:
    first, *rest = split_lines(f"{text}\nOne line of it")
    assert (first.section, [line.section for line in rest]) == (section, [section])


@pytest.mark.parametrize("text", ITEMS)
def test_items_of_a_list_are_no_headings(text: str) -> None:
    assert heading_section(text, "preferred") is None


def test_labels_stay_in_the_list_they_stand_in() -> None:
    assert heading_section("Education:", "preferred") == "preferred"
    assert heading_section("Education:", "duties") == "required"


@pytest.mark.parametrize("text", WHOLE)
def test_abbreviations_end_no_sentence(text: str) -> None:
    assert [line.text for line in split_lines(text)] == [text]


def test_long_lines_are_cut_into_sentences() -> None:
    found = split_lines("We map caves. You write code! Do you like mud? Then write.")
    assert [line.text for line in found] == [
        "We map caves.",
        "You write code!",
        "Do you like mud?",
        "Then write.",
    ]


def test_bullets_are_stripped_and_inner_ones_cut() -> None:
    text = "Requirements\n• Python\n* SQL\n- Go • Rust • C"
    assert [line.text for line in split_lines(text)][1:] == ["Python", "SQL", "Go", "Rust", "C"]


def test_a_label_before_a_short_item_decides_that_item_only() -> None:
    found = split_lines("Requirements\nBS in physics\nPreferred: MS in physics\nFive years of mud")
    assert [line.section for line in found][1:] == [
        "required",
        "preferred",
        "preferred",
        "required",
    ]


def test_headings_are_found_where_line_breaks_were_lost() -> None:
    text = (
        "DescriptionWe map caves and need somebody who does not mind the dark, the mud, the bats "
        "and the long way home in the small hours of the morning.ResponsibilitiesCrawl and "
        "measureDraw mapsQualificationsBachelor's degree in geodesyTwo years of mudPreferred "
        "QualificationsMaster's degreeBenefitsSoap"
    )
    sections = {line.text: line.section for line in split_lines(text)}
    assert sections["Draw maps"] == "duties"
    assert sections["Bachelor's degree in geodesy"] == "required"
    assert sections["Two years of mud"] == "required"
    assert sections["Master's degree"] == "preferred"
    assert sections["Soap"] == "benefits"


def test_names_with_inner_capitals_stay_whole() -> None:
    text = "Requirements: " + "You know TensorFlow, PyTorch, JavaScript and PostgreSQL well " * 5
    assert len(split_lines(text)) == 2


def test_equal_opportunity_sentences_are_legal() -> None:
    found = split_lines("Requirements\nPython\nWe are an equal opportunity employer.")
    assert [line.section for line in found] == ["required", "required", "legal"]


@given(st.text(alphabet="aB. :•\n-1RequiementsPfd()", max_size=400))
def test_offsets_point_at_the_words_in_order(text: str) -> None:
    found = split_lines(text)
    assert all(text[line.start : line.end] == line.text != "" for line in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
