"""Ways round a degree and texts that ask for none, in made-up wordings of many employers."""

from __future__ import annotations

import pytest

from tripos.decide.posting.degrees import read_degree

EQ, NONE = "degree-or-equivalent-experience", "none-stated"

# The words; screen; preferred degree; years; minimum degree.
WAYS_ROUND = [
    ("BS in CS or equivalent experience; MS preferred", EQ, "masters", None, "bachelors"),
    ("Bachelor’s degree in geology, surveying or a neighbouring subject or equivalent "
     "practical experience. Master’s or PhD preferred.",
     EQ, "phd", None, "bachelors"),
    ("Has, or will soon have, a Bachelor's degree in computing, electronics, any such "
     "subject, or equivalent hands-on experience.",
     EQ, "none", None, "bachelors"),
    ("PhD degree in CS or 3+ years of experience in forecasting demand", EQ, "none", 0, "phd"),
    ("Bachelor's Degree with 8 years of experience. Additional 4 years of experience may "
     "be substituted in lieu of a degree.",
     EQ, "none", 8, "bachelors"),
    ("A Bachelor's degree and 8 years in the trade, or Master's with 6 years in it. More "
     "experience may be accepted in lieu of a degree.",
     EQ, "none", 8, "bachelors"),
    ("HS diploma and 12 years, Bachelor's and 8 years, or Master's and 6 years",
     EQ, "none", 8, "bachelors"),
    ("Bachelor's degree in related field or 4 additional years of experience",
     EQ, "none", 0, "bachelors"),
    ("Bachelor's degree, or equivalent work experience", EQ, "none", None, "bachelors"),
    ("Bachelor’s degree in CS, or a like discipline or the equivalent combination of "
     "schooling, certificates, training, and work experience",
     EQ, "none", None, "bachelors"),
    ("Bachelors Degree or equivalent; or 4 years of experience", EQ, "none", 0, "bachelors"),
    ("Bachelor's Degree or commensurate experience", EQ, "none", None, "bachelors"),
    ("BSc degree in a numerical subject or relevant professional experience",
     EQ, "none", None, "bachelors"),
    ("Degree in CS or equivalent industry background", EQ, "none", None, "bachelors"),
    ("A degree or equivalent experience in Data Science", EQ, "none", None, "bachelors"),
    ("Degree educated or equivalent experience", EQ, "none", None, "bachelors"),
    ("Educated to degree level (or equivalent by experience)", EQ, "none", None, "bachelors"),
    ("BSc/MSc in Computer Science or self-taught with a strong portfolio",
     EQ, "none", None, "bachelors"),
    ("MSc, PhD or equivalent experience", EQ, "none", None, "masters"),
    ("Master's degree or PhD in a relevant discipline, or equivalent practical experience",
     EQ, "none", None, "masters"),
    ("Degree in computer science, or the equivalent in experience", EQ, "none", None, "bachelors"),
    ("BA/BS or equivalent work/education experience", EQ, "none", None, "bachelors"),
    ("Bachelors in Computer Science or equivalent years of experience",
     EQ, "none", None, "bachelors"),
    ("College degree or equivalent military experience", EQ, "none", None, "bachelors"),
    ("A degree, certification or experience in data", EQ, "none", None, "bachelors"),
    ("Bachelor's Degree or 3+ years of experience in analytics", EQ, "none", 0, "bachelors"),
    ("3+ years of experience or a Master's degree", EQ, "none", 0, "masters"),
    ("Bachelor's degree in CS with 3+ years of experience, or 7+ years of experience "
     "without a degree",
     EQ, "none", 3, "bachelors"),
    ("Bachelor's or Master's degree in Computer Science, or related experience",
     EQ, "none", None, "bachelors"),
    ("MS degree in Computer Science or significant industry experience",
     EQ, "none", None, "masters"),
    ("Associate degree required, Bachelor's preferred", EQ, "bachelors", None, "associate"),
    ("Associate's degree in computer science and 2 years of experience",
     EQ, "none", 2, "associate"),
    ("Degree/Diploma in Computer Science", EQ, "none", None, "associate"),
    ("Studium der Wirtschaftsinformatik oder vergleichbare Ausbildung mit Berufserfahrung",
     EQ, "none", None, "bachelors"),
    ("Minimum qualifications:\nBachelor's degree or equivalent practical experience.\n5 "
     "years of experience with Python.\nPreferred qualifications:\nMaster's degree or PhD "
     "in Computer Science.\n8 years of experience in data.",
     EQ, "phd", 5, "bachelors"),
    ("BS degree required. Equivalent experience will be considered.",
     EQ, "none", None, "bachelors"),
    ("Bachelor's degree required; will consider equivalent experience",
     EQ, "none", None, "bachelors"),
    ("Bachelor's degree or an additional 4 years of relevant experience",
     EQ, "none", 0, "bachelors"),
    ("University degree and/or demonstrated experience", EQ, "none", None, "bachelors"),
    ("Bachelor’s degree in any field or equivalent work and/or military experience",
     EQ, "none", None, "bachelors"),
    ("A four-year degree, or, equivalent experience", EQ, "none", None, "bachelors"),
    ("BS in CS - or equivalent experience -", EQ, "none", None, "bachelors"),
    ("BS, MS in CS *or equivalent experience*", EQ, "none", None, "bachelors"),
    ("Bachelor's degree, certificate, or equivalent experience", EQ, "none", None, "bachelors"),
    ("Bachelor's in Engineering or 3+ years equivalent experience", EQ, "none", 0, "bachelors"),
    ("Technical degree or similar experience", EQ, "none", None, "bachelors"),
    ("Formal degree in CS or alternatively deep practical experience",
     EQ, "none", None, "bachelors"),
    ("You have a degree in CS or you taught yourself and can prove it with experience",
     EQ, "none", None, "bachelors"),
    ("Qualified to degree level or with relevant experience", EQ, "none", None, "bachelors"),
    ("Degree in Computer Science OR similar professional experience",
     EQ, "none", None, "bachelors"),
    ("A technical degree (or equivalent professional experience) is required",
     EQ, "none", None, "bachelors"),
    ("Advanced degree in CS or equivalent knowledge", EQ, "none", None, "masters"),
    ("MS/PhD or 5+ years industry experience", EQ, "none", 0, "masters"),
    ("MS with 2+ years, PhD, or equivalent experience", EQ, "none", 2, "masters"),
    ("Bachelor's degree or equivalent education and experience", EQ, "none", None, "bachelors"),
    ("Degree in CS, Engineering, Statistics or a similar technical background",
     EQ, "none", None, "bachelors"),
    ("Master's degree in Engineering, Physics, or equivalent technical background",
     EQ, "none", None, "masters"),
    ("BA/BS in Math, Econ, or related quantitative work experience", EQ, "none", None, "bachelors"),
    ("Bachelor's degree in CS or Engineering, or proven experience in the field",
     EQ, "none", None, "bachelors"),
    ("9 years in the field with a Bachelor's degree; or 7 years and a Master's degree; or "
     "a PhD with 4 years; or equivalent experience",
     EQ, "none", 9, "bachelors"),
    ("BS degree and 2-6 years of suitable experience; further years of experience will be "
     "considered in lieu of degree",
     EQ, "none", 2, "bachelors"),
    ("Active clearance. Bachelor's degree in a STEM field and 4+ years of experience; 4 "
     "additional years of experience can substitute for a degree",
     EQ, "none", 4, "bachelors"),
]  # fmt: skip

NOTHING = [
    "Strong academic background in CS, stats or maths",
    "We offer a Master thesis in computer vision",
    "You are proficient in mastering complex data",
    "Salary: based on experience and degree",
    "Degree programmes and certifications are sponsored by us",
    "Help us build tools for university students",
    "Our customers include colleges, universities and school districts",
    "Backed by professors and PhDs from ETH",
    "Work side by side with PhD-level scientists",
    "A blend of PhDs, engineers and designers",
    "Translate ideas of PhD scientists into code",
    "Partner with MS Dynamics team, BA team and BS team",
    "Microsoft certified (MCSE, MCSA)",
    "Collaborate with BAs, PMs and QAs",
    "Master Python, SQL and Spark",
    "Jack of all trades, master of some",
    "Location: Waltham, MA / Remote",
    "Burlington, MA | Full-time",
    "ML Engineer | Boston MA | ONSITE",
    "Latency in MS, throughput in QPS",
    "Degrees of freedom in how you work",
    "You don't need a PhD to work here",
    "Mass spectrometry (MS) and NMR data",
    "LC-MS/MS data analysis",
    "Support for multiple sclerosis (MS) patients",
    "Reporting to the master scheduler",
    "Education benefits: up to $5,000 per year towards your degree",
    "We'll help you get a Master's degree while working",
    "Our founding team holds PhDs from Stanford.",
    "Our CEO has a PhD in physics.",
    "The team includes two PhDs and a former professor",
    "Our scientists hold advanced degrees in statistics",
    "Many of us have PhDs, but we care more about what you build",
    "You will be mentored by PhDs",
    "You will advise Master's students during their thesis",
    "Collaborate with university partners and PhD candidates",
    "You present to colleagues with PhDs and to laypeople",
    "We partner with top universities",
    "We value diverse paths: whether you hold a PhD or taught yourself, apply!",
    "Seniority: Associate. Employment: Full-time",
    "We welcome applicants from all educational backgrounds",
    "The salary is determined by education, degree, skills and what colleagues earn",
    "Compensation depends on degree, years of experience and location",
    "Our products are used by graduate students worldwide",
    "You will guide Master students",
]


@pytest.mark.parametrize(("text", "screen", "preferred", "years", "minimum"), WAYS_ROUND)
def test_ways_round(
    text: str, screen: str, preferred: str, years: float | None, minimum: str
) -> None:
    read = read_degree(text)
    assert (read.screen.value, read.minimum_degree.value) == (screen, minimum)
    assert read.preferred_degree.value == preferred
    assert read.years_min.value == years
    assert read.equivalent_experience_ok.value is (minimum != "associate")


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_asked(text: str) -> None:
    read = read_degree(text)
    assert read.screen.value == NONE
    assert read.years_min.value is None
