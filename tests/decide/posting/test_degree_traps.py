"""Wordings that tempt a reader to see a demand where there is none, or to miss one; made up."""

from __future__ import annotations

import pytest

from tripos.decide.posting import read_posting
from tripos.decide.posting.degrees import read_degree

B, M, P = "bachelors-required", "masters-required", "phd-required"
EQ, PREF, NONE = "degree-or-equivalent-experience", "degree-preferred", "none-stated"

# The words; screen; preferred degree; years.
READ = [
    # Letters that are no degree.
    ("Qualifications:\nDegree preferred.\nKnowledge of billing data (CPT, MS-DRG) required",
     PREF, "bachelors", None),
    ("Requirements:\nYou tune MSE and RMSE losses\nPython", NONE, "none", None),
    ("Requirements:\nKnowledge of MS-Project, MS-SQL and MS-Office", NONE, "none", None),
    ("Requirements:\nFluent in SQL; MS Certified: Azure is welcome", NONE, "none", None),
    # A degree that only shortens the years.
    ("Requirements:\n7+ years of experience as an analyst (or 5+ years with a relevant PhD)",
     PREF, "phd", 7),
    ("3 or more years of related experience; 2 or more years if you hold an advanced degree",
     PREF, "masters", 3),
    ("5 years of experience, or 3 years with a Master's degree", PREF, "masters", 5),
    ("6+ years in machine learning (4+ with a PhD)", PREF, "phd", 6),
    ("8 years of industry experience or 4 years plus a PhD", PREF, "phd", 8),
    ("4+ years of experience in analytics; 2+ years with an MS degree", PREF, "masters", 4),
    ("Bachelor's degree. 5 years of experience, or 3 years with a Master's degree",
     B, "none", 5),
    # One option among several.
    ("Master's degree with 2 years of experience or Bachelor's degree with 4 years",
     B, "none", 4),
    ("PhD in statistics, or a Master's with two years, or a Bachelor's with five years",
     B, "none", 5),
    ("Bachelor's, Master's, or PhD in computing", B, "none", None),
    ("You have a degree (BSc, MSc or PhD) in informatics", B, "none", None),
    ("A Bachelor's or an advanced degree in economics", B, "none", None),
    ("Undergraduate or graduate degree in a numerate subject", B, "none", None),
    ("MSc/PhD or BSc with strong experience in modelling", B, "none", None),
    ("Master's degree or higher in CS, or Bachelor's with 3+ years of experience",
     B, "none", 3),
    ("Degree in CS, mathematics or physics (Master's or PhD is a plus)", B, "phd", None),
    # Wishes in prose, after a demand or alone.
    ("Bachelor's degree in statistics required. A Master's would be a strong plus.",
     B, "masters", None),
    ("BS in a technical field, MS/PhD a plus", B, "phd", None),
    ("BS in computer science or related (MS or PhD a plus)", B, "phd", None),
    ("Bachelor's degree in CS. MS/PhD highly desirable.", B, "phd", None),
    ("Candidates with a PhD are encouraged to apply", PREF, "phd", None),
    ("We especially encourage applicants with a Master's degree or PhD", PREF, "phd", None),
    ("We'd love it if you had a PhD in ecology", PREF, "phd", None),
    ("A PhD is great but we hire without one too", PREF, "phd", None),
    ("Ideally you hold a Master's degree in econometrics", PREF, "masters", None),
    ("The ideal candidate has a Master's degree in economics", PREF, "masters", None),
    ("A graduate degree in a quantitative field is preferred", PREF, "masters", None),
    ("Preference will be given to candidates with a Master's degree", PREF, "masters", None),
    ("Preference is given to applicants who hold a PhD", PREF, "phd", None),
    ("Advanced degree in statistics strongly preferred", PREF, "masters", None),
    ("MSc or PhD would be advantageous", PREF, "phd", None),
    ("Postgraduate qualification advantageous", PREF, "masters", None),
    ("A higher degree will be viewed favourably", PREF, "masters", None),
    ("PhD welcome", PREF, "phd", None),
    ("PhD not required but nice", PREF, "phd", None),
    ("Bonus if you have a Master's in data science", PREF, "masters", None),
    ("You get extra points for a PhD", PREF, "phd", None),
    ("Requirements: Python. Bonus: MS or PhD in CS", PREF, "phd", None),
    ("Must have: SQL, Python. Nice to have: Master's degree, Spark", PREF, "masters", None),
    ("Required: Bachelor's in math. Preferred: PhD in math", B, "phd", None),
    ("Requirements:\n- Python\n- BSc\nPluses:\n- PhD", B, "phd", None),
    ("Requirements:\n- Python\n- BSc\nExceptional candidates will have:\n- PhD\n"
     "- 6 years of experience", B, "phd", None),
    ("Requirements:\n- 2 years of experience in SQL\nStandout candidates will also have:\n"
     "- Master's degree\n- 5 years of experience", PREF, "masters", 2),
    ("You have:\n- SQL\nIt's great if you also have:\n- PhD in physics", PREF, "phd", None),
    ("You have:\n- SQL\nYou may also have:\n- a Master's degree", PREF, "masters", None),
    ("You have:\n- SQL\nWhat will make you stand out:\n- a Master's degree",
     PREF, "masters", None),
    ("You have:\n- SQL\nWe'd be especially excited if you have:\n- a PhD", PREF, "phd", None),
    ("You have:\n- SQL\nYou'll impress us if you have:\n- a PhD", PREF, "phd", None),
    ("You have:\n- SQL\nWe'd be impressed by:\n- a PhD", PREF, "phd", None),
    ("You have:\n- SQL\nIt would be an advantage to have:\n- a PhD", PREF, "phd", None),
    ("You have:\n- SQL\nAdditional pluses:\n- a PhD", PREF, "phd", None),
    ("Who you are:\n- BSc in CS\nBonus points:\n- MSc or PhD", B, "phd", None),
    # A way round in the next sentence or item.
    ("Master's degree in Computer Science. Equivalent experience will also be considered.",
     EQ, "none", None),
    ("- Master's degree in statistics\n- Or equivalent practical experience", EQ, "none", None),
    ("PhD in a quantitative field. Candidates with comparable industry experience will be "
     "considered.", EQ, "none", None),
    ("Master's degree required. Relevant experience may substitute for the degree.",
     EQ, "none", None),
    ("MS in CS required. Any suitable combination of education, training or experience is "
     "acceptable.", EQ, "none", None),
    ("Bachelor's degree. An equivalent combination of education and experience is "
     "acceptable.", EQ, "none", None),
    ("MSc in statistics or equivalant work experience", EQ, "none", None),
    ("BSc in maths or equivilent experience", EQ, "none", None),
    ("BSc in maths or equiv. experience", EQ, "none", None),
    ("Bachelor's or Master's degree, or an actuarial credential", EQ, "none", None),
    ("Bachelor's degree or a professional certification in audit", EQ, "none", None),
    ("PhD or equivalent research experience", EQ, "none", None),
    ("A PhD (or equivalent industry experience) in machine learning", EQ, "none", None),
    ("Advanced degree or commensurate work experience", EQ, "none", None),
    ("MS degree, or BS with experience, or equivalent", B, "none", None),
    # Demands that look odd.
    ("Must be pursuing a PhD graduate degree in physics", P, "none", None),
    ("Currently enrolled in a doctoral graduate program in CS", P, "none", None),
    ("Must be pursuing a Master's graduate degree in physics", M, "none", None),
    ("Required Education\nPursuing a PhD in CS\nPreferred Qualifications\nAt least two years "
     "of undergraduate coursework", P, "none", None),
    ("Pursuing a Master's degree, with at least one year of graduate study done",
     M, "none", None),
    ("Working towards a Bachelor's, Master's or PhD in engineering", B, "none", None),
    ("You are a PhD student in machine learning", P, "none", None),
    ("Currently a Master's or PhD student", M, "none", None),
    ("PhD in ML or a closely related field is required", P, "none", None),
    ("Master's degree required; PhD preferred", M, "phd", None),
    ("Completed PhD in biology, chemistry or a related field", P, "none", None),
    ("Minimum of a Master's degree in statistics", M, "none", None),
    ("Skills - MSc or PhD in mathematics - 3+ years of experience - Strong Python - SQL "
     "and Spark at scale in large organisations with many teams and many products to serve "
     "QUALIFICATIONS - Team spirit - Curiosity about data", M, "none", 3),
    # What is done with degrees, not asked.
    ("You will supervise Master's and PhD theses", NONE, "none", None),
    ("You explain models to people with and without a PhD", NONE, "none", None),
    ("Our teams include MSc and PhD graduates from many countries", NONE, "none", None),
    ("We have a PhD programme with the local university", NONE, "none", None),
    ("No PhD required", NONE, "none", None),
    ("We do not care whether you have a degree", NONE, "none", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "screen", "preferred", "years"), READ)
def test_read(text: str, screen: str, preferred: str, years: float | None) -> None:
    read = read_degree(text)
    assert read.screen.value == screen
    assert read.preferred_degree.value == preferred
    assert read.years_min.value == years


@pytest.mark.parametrize(
    "title",
    """PhD Intern | Research Scientist (PhD) | Data Scientist, PhD Graduate | MS Intern
    Graduate Data Scientist | Machine Learning Engineer, University Graduate, PhD
    Doctoral Fellow | Student Assistant | Master Thesis""".replace("\n", " | ").split(" | "),
)
def test_the_title_is_no_evidence(title: str) -> None:
    """A degree that only the title names is not demanded, given apart or as the first line."""
    body = "You write Python for our harbour models.\nRequirements:\n- SQL"

    assert read_posting(body, "", title).degree.screen.value == NONE
    assert read_posting(f"{title}\n{body}", "", title).degree.screen.value == NONE
