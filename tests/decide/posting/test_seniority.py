"""Rank: from the title, from level words, from years."""

from __future__ import annotations

import pytest

from tripos.decide.posting import read_posting
from tripos.decide.posting.seniority import title_rank


def test_it_works() -> None:
    """The title decides, and its word is quoted."""
    read = read_posting("Write SQL for us. 1 year of experience required.", "", "Lead Analyst")

    assert read.seniority.value == "lead"
    assert [span.text for span in read.seniority.spans] == ["Lead"]


TITLES = [
    ("Data Science Intern", "intern"),
    ("Machine Learning Internship (Summer)", "intern"),
    ("Working Student Data Analytics", "intern"),
    ("Werkstudent (m/w/d) Data Science", "intern"),
    ("Data Engineer Co-op", "intern"),
    ("PhD Student in Robotics", "intern"),
    ("Stage Data Scientist", "intern"),
    ("Junior Data Scientist Intern", "intern"),
    ("Jr. Data Analyst", "junior"),
    ("Graduate Data Engineer", "junior"),
    ("Entry Level ML Engineer", "junior"),
    ("Data Analyst I", "junior"),
    ("Associate Data Scientist", "junior"),
    ("Trainee Statistician", "junior"),
    ("Software Engineer, Machine Learning (New Grad)", "junior"),
    ("Data Scientist II", "mid"),
    ("Analytics Engineer III", "mid"),
    ("Mid-Level Data Engineer", "mid"),
    ("Data Engineer 2", "mid"),
    ("Sr. Data Scientist", "senior"),
    ("Senior Machine Learning Engineer II", "senior"),
    ("Snr Data Analyst", "senior"),
    ("Senior/Principal Data Scientist", "senior"),
    ("Mid/Senior Data Engineer", "mid"),
    ("Junior to Mid Data Analyst", "junior"),
    ("Staff Data Scientist", "lead"),
    ("Senior Staff Machine Learning Engineer", "lead"),
    ("Principal Applied Scientist", "lead"),
    ("Lead AI Engineer", "lead"),
    ("Data Architect", "lead"),
    ("Distinguished Engineer, AI", "lead"),
    ("Data Scientist IV", "lead"),
    ("Data Science Team Lead", "lead"),
    ("Sr. Manager, Decision Science", "manager"),
    ("Director of Analytics", "manager"),
    ("Head of Machine Learning", "manager"),
    ("VP of Data", "manager"),
    ("Chief Data Scientist", "manager"),
    ("AI Product Manager", "manager"),
    ("Associate Director, Biostatistics", "manager"),
    ("Data Scientist", None),
    ("Member of Technical Staff", None),
    ("Research Associate, Epidemiology", None),
    ("Vice President, Quantitative Analyst", None),
    ("AI Assistants Engineer", None),
    ("Data Scientist - Lead Generation", None),
    ("Postdoctoral Fellow", None),
    ("Machine Learning Engineer, Early-Stage Start-up", None),
]


@pytest.mark.parametrize(("title", "rank"), TITLES)
def test_titles(title: str, rank: str | None) -> None:
    """The title names this rank, or none."""
    read = title_rank(title)

    assert (read and read[0]) == rank


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("At least 1 year of experience with SQL is required.", "junior"),
        ("Minimum of 3 years of experience with SQL.", "mid"),
        ("You have 5+ years of experience with SQL.", "senior"),
        ("This is an entry-level position for curious people.", "junior"),
        ("We are looking for a senior engineer who likes trains.", "senior"),
        ("You like trains.", "unspecified"),
        ("Recent graduates are welcome too. You have 6 years of experience with SQL.", "senior"),
        ("Entry level\nYou like trains and timetables.", "unspecified"),
    ],
)
def test_without_a_marker_in_the_title(text: str, rank: str) -> None:
    """Level words about this job come first, then years; a board's label is not trusted."""
    read = read_posting(f"Requirements:\n{text}", title="Data Scientist")

    assert read.seniority.value == rank


def test_a_postdoc_is_mid() -> None:
    """A postdoc is mid whatever years are named."""
    read = read_posting("PhD required. 0 years of experience.", title="Postdoc in Robotics")

    assert read.seniority.value == "mid"


def test_the_longest_path_of_a_trade_counts() -> None:
    """Years that trade against degrees give the rank of the longest path."""
    text = "Requirements:\nPhD, or Master's degree with 2 years, or Bachelor's with 5 years."
    read = read_posting(text, title="Data Scientist")

    assert read.seniority.value == "senior"
