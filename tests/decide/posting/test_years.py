"""Years of experience: what counts, what is only wished, and what is traded against a degree."""

from __future__ import annotations

import pytest

from tripos.decide.posting.degrees import read_degree

ASKED = [
    ("5+ years of experience in data science", 5),
    ("3-5 years of experience", 3),
    ("3 – 5 years' experience with Python", 3),
    ("1- 3 years of relevant experience", 1),
    ("At least two years of professional experience", 2),
    ("Minimum of five (5) years of experience", 5),
    ("Six (6) to eight (8) years’ experience with sensors", 6),
    ("2 to 4 years working with SQL", 2),
    ("18 months of experience in a similar role", 1.5),
    ("1+ year of experience", 1),
    ("0-2 years of experience", 0),
    ("Up to 3 years of experience", 0),
    ("7 or more years building software", 7),
    ("More than 10 years of industry experience", 10),
    ("Over 4 yrs of exp in analytics", 4),
    ("Experience: 6 years", 6),
    ("SQL: 2 years (Required)", 2),
    ("5 + years of experience", 5),
    ("2/3+ years experience as a modeller", 2),
    ("No prior experience required", 0),
    ("Mindestens 3 Jahre Berufserfahrung", 3),
    ("Au moins 4 ans d'expérience", 4),
    ("Mínimo 2 años de experiencia", 2),
    ("5+ years in software\n- 2+ years in machine learning", 5),
    ("2+ years in ML\n- 6+ years in software", 6),
    ("A minimum of 3.5 years of experience", 3.5),
    ("Bachelor's degree with 11+ years in test rigs and experience", 11),
    ("Master's degree plus five years' experience", 5),
    ("Ideally a PhD. 3+ years of experience required", 3),
    ("4 years of experience in banking or 5 years in any sector", 4),
]

NOT_ASKED = [
    "Several years of experience",
    "Proven, extensive experience",
    "For 30 years in business we have grown",
    "Our company has more than 20 years of experience in logistics",
    "Founded 12 years ago",
    "A 12-month contract with extension",
    "6 months internship starting in June",
    "You must be 18 years of age",
    "3+ years of experience with Spark preferred",
    "Preferred: 5 years of experience",
    "Nice to have\n- 4+ years of experience with Rust",
    "Data engineering: 5 years (Preferred)",
    "Ideally 3 years of experience",
    "Voted best employer three years in a row",
    "Over the next two years we will double",
    "Stock vests over 4 years",
    "Your data are kept for a maximum of 2 years",
    "A four-year degree in a technical field",
    "Graduation within 1 year",
]

TRADES = [
    ("PhD, or Master's with 4 years of experience", 4, {"phd": 0, "masters": 4}),
    ("Master's with 4+ years of experience or a PhD", 4, {"phd": 0, "masters": 4}),
    ("BS with 5 years of experience or MS with 3 years", 5, {"bachelors": 5, "masters": 3}),
    ("Bachelor's and 7+ years in forecasting or Master's and 4+ years", 7,
     {"bachelors": 7, "masters": 4}),
    ("PhD and 0 years; Master's and 3 years; Bachelor's and 5 years of work experience", 5,
     {"phd": 0, "masters": 3, "bachelors": 5}),
    ("We ask for a PhD with 0-2 years of experience; or an MS with 5-6 years", 5,
     {"phd": 0, "masters": 5}),
    ("3+ years in industry for holders of a Master's or 1+ years for those with a PhD", 3,
     {"masters": 3, "phd": 1}),
    ("Advanced degree (PhD or Masters) in CS\n- 8+ years of experience (5+ with a PhD)", 8,
     {"masters": 8, "phd": 5}),
    ("Master's degree or 5 years of experience", 0, {"masters": 0, "none": 5}),
    ("Graduate degree, or else 4 years of work experience", 0, {"masters": 0, "none": 4}),
    ("Bachelor's degree with 4 years of experience or HS diploma with 8 years", 4,
     {"bachelors": 4, "none": 8}),
    ("- Bachelor's degree and 8 years of experience\n- Master's degree and 6 years of experience\n"
     "- PhD and 3 years of experience", 8, {"bachelors": 8, "masters": 6, "phd": 3}),
    ("8+ years of experience with a Bachelor's, 5+ with a Master's, or 2+ with a PhD", 8,
     {"bachelors": 8, "masters": 5, "phd": 2}),
    ("PhD in CS or MSc and 3+ years of experience\n- 5+ years of programming", 5,
     {"phd": 0, "masters": 3}),
]  # fmt: skip

NO_TRADES = [
    "BS/MS/PhD in CS and 5 years of experience",
    "3+ years of industry experience with a Bachelor's, MS or PhD",
    "Bachelor's degree in CS or Master's degree in maths and 5 years of experience",
    "Master's or PhD. 5+ years of experience.",
]


@pytest.mark.parametrize(("text", "years"), ASKED)
def test_years_that_are_asked(text: str, years: float) -> None:
    for around in (text, f"Requirements\n- {text}\n- Python"):
        read = read_degree(around)
        assert read.years_min.value == years
        assert all(around[s.start : s.end] == s.text for s in read.years_min.spans)
        assert read.years_min.spans


@pytest.mark.parametrize("text", NOT_ASKED)
def test_years_that_are_not(text: str) -> None:
    assert read_degree(text).years_min.value is None


@pytest.mark.parametrize(("text", "years", "steps"), TRADES)
def test_trades(text: str, years: float, steps: dict[str, float]) -> None:
    read = read_degree(text)
    assert dict(read.years_by_degree) == steps
    assert read.years_min.value == years


@pytest.mark.parametrize("text", NO_TRADES)
def test_lists_that_trade_nothing(text: str) -> None:
    assert not read_degree(text).years_by_degree
