"""The degree screen, ruling by ruling, in sentences made up for the purpose."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tripos.decide.posting.degrees import read_degree

B, M, P = "bachelors-required", "masters-required", "phd-required"
EQ, PREF, NONE = "degree-or-equivalent-experience", "degree-preferred", "none-stated"
LABELLED = Path(__file__).parents[4] / "shared" / "facts" / "postings" / "dev.jsonl"

LEVELS = [
    ("Bachelor's degree in Computer Science", B),
    ("Bachelors in a numerate discipline", B),
    ("You hold a bachelor degree in physics.", B),
    ("BSc in Statistics", B),
    ("B.S. in mathematics or similar", B),
    ("B.Tech / B.E. in any engineering stream", B),
    ("BE/B.Tech/MCA in computer science", B),
    ("BA/BS in economics", B),
    ("B.A. or B.S. in a social science", B),
    ("Undergraduate degree in engineering", B),
    ("A university degree in informatics is expected.", B),
    ("College degree required", B),
    ("Four-year degree in a technical field", B),
    ("4-year college degree", B),
    ("Degree in Computer Science, Physics or similar", B),
    ("Relevant tertiary qualifications in IT", B),
    ("Degree qualified in a quantitative subject", B),
    ("You're degree educated", B),
    ("Post-secondary education in computing", B),
    ("Computer science degree", B),
    ("A quantitative degree from a good university", B),
    ("Honours degree in maths", B),
    ("Graduated in computer engineering", B),
    ("MS in machine learning", M),
    ("M.S. in Data Science", M),
    ("M.Sc. in computational biology", M),
    ("MSc in Artificial Intelligence", M),
    ("Master's degree in operations research", M),
    ("Masters in econometrics", M),
    ("Master of Science in Computer Science", M),
    ("Master degree in robotics", M),
    ("A master in statistics", M),
    ("M.Tech in Computer Science", M),
    ("MEng in software engineering", M),
    ("MBA from a good school", M),
    ("Advanced degree in a quantitative field", M),
    ("Graduate degree in linguistics", M),
    ("Postgraduate degree in data science", M),
    ("Post graduate qualification in analytics", M),
    ("Graduate-level degree in mathematics", M),
    ("Advanced technical degree in computer vision", M),
    ("MA or MS in economics", M),
    ("Ph.D. in Computer Science", P),
    ("PhD in physics", P),
    ("Ph.D in statistics", P),
    ("PHD in machine learning", P),
    ("Doctorate in a natural science", P),
    ("Doctoral degree in neuroscience", P),
    ("DPhil in engineering science", P),
    ("Ph. D. in Electrical Engineering", P),
    ("Completed PhD in NLP with publications at good conferences", P),
]

FOREIGN = [
    ("Abgeschlossenes Studium der Informatik", B),
    ("Hochschulabschluss in Mathematik", B),
    ("Du hast ein abgeschlossenes Hochschulstudium in Physik", B),
    ("Diplom in Informatik oder Mathematik", M),
    ("Master in Informatik", M),
    ("Promotion in Physik ist erforderlich, abgeschlossene Promotion", P),
    ("Du bist promoviert in einem naturwissenschaftlichen Fach", P),
    ("Licence en informatique", B),
    ("Master 2 en informatique", M),
    ("Bac+5 en data science", M),
    ("Diplôme d'ingénieur (Bac +5)", M),
    ("Bac+3 minimum", B),
    ("Doctorat en mathématiques appliquées", P),
    ("Licenciatura en matemáticas", B),
    ("Grado en Ingeniería Informática", B),
    ("Titulación universitaria en informática", B),
    ("Máster en ciencia de datos", M),
    ("Doctorado en física", P),
    ("Mestrado em ciência de dados", M),
    ("Doutorado em estatística", P),
    ("Laurea in informatica", B),
    ("Laurea magistrale in statistica", M),
    ("Dottorato in informatica", P),
    ("HBO or WO degree in computer science", B),
]

ALTERNATIVES = [
    ("BS/MS/PhD in Computer Science", B),
    ("BS, MS or PhD in a technical subject", B),
    ("Bachelor's or Master's degree in CS", B),
    ("Bachelor's, Master's, or PhD in statistics", B),
    ("Bachelor's degree or higher in Engineering", B),
    ("MS or PhD in computer science", M),
    ("MS/PhD in CS", M),
    ("M.Sc. / Ph.D. in a related area", M),
    ("Master's or PhD degree in mathematics", M),
    ("PhD or MSc in AI", M),
    ("Master's degree or above", M),
    ("Advanced degree (MS, PhD) in a hard science", M),
    ("Graduate degree (Master's or PhD) in statistics", M),
    ("At least a Master's degree; a doctorate is also fine", M),
    ("Degree (MS or PhD) in Computer Science", M),
    ("Undergraduate or graduate degree in computing", B),
    ("PhD in ML, or Master's with 4 years of experience", M),
    ("Bachelor's and 6 years of experience, or Master's and 4 years", B),
    ("Currently pursuing a Master's or PhD in CS", M),
    ("Currently enrolled in a PhD program in machine learning", P),
    ("Pursuing a bachelor's degree in computer science", B),
    ("You are registered at a college or university", B),
    ("Must be a student in the penultimate year of a technical programme", B),
    ("We are looking for recent graduates", B),
    ("New graduates wanted!", B),
    ("BS or\nMS in Physics", B),
    ("PhD in physics\nOR MSc and 3 years of experience", M),
    ("Data Scientist I: bachelor's degree; Data Scientist II: master's degree", B),
]

SOFT = [
    ("Master's degree preferred", PREF, "masters"),
    ("PhD strongly preferred", PREF, "phd"),
    ("PhD is a plus", PREF, "phd"),
    ("A PhD would be a big plus.", PREF, "phd"),
    ("MS or PhD desired", PREF, "phd"),
    ("MSc desirable", PREF, "masters"),
    ("Bachelor's degree in computer science preferred", PREF, "bachelors"),
    ("Bachelor's degree in computer science or related field preferred", PREF, "bachelors"),
    ("Degree in a technical field (preferred)", PREF, "bachelors"),
    ("Preferred: Master's in statistics", PREF, "masters"),
    ("Preferably a master's degree", PREF, "masters"),
    ("Ideally you have a PhD in machine learning.", PREF, "phd"),
    ("Ideally: an MSc", PREF, "masters"),
    ("Our ideal hire holds a BSc", PREF, "bachelors"),
    ("The ideal candidate has a degree in CS.", PREF, "bachelors"),
    ("Bonus points for a PhD", PREF, "phd"),
    ("Bonus: master's degree", PREF, "masters"),
    ("Nice to have: MS in Computer Science", PREF, "masters"),
    ("An advanced degree is an advantage.", PREF, "masters"),
    ("A university degree would be an asset", PREF, "bachelors"),
    ("A great fit for fresh doctorates", PREF, "phd"),
    ("A PhD is not required but helpful", PREF, "phd"),
    ("Master's degree preferred but not required", PREF, "masters"),
    ("Advanced degree (MS, PhD) preferred", PREF, "phd"),
    ("BS, MS or PhD preferred", PREF, "phd"),
    ("We would love someone with a PhD", PREF, "phd"),
    ("Degree in maths or a strong interest in numbers", PREF, "bachelors"),
    ("Ein abgeschlossenes Studium ist von Vorteil", PREF, "bachelors"),
    ("Promotion von Vorteil", PREF, "phd"),
    ("Idealerweise ein Master in Informatik", PREF, "masters"),
    ("Se valorará máster en ciencia de datos", PREF, "masters"),
    ("Un doctorat serait un plus", PREF, "phd"),
    ("Nice to have\n- PhD in computer science", PREF, "phd"),
    ("Preferred Qualifications\n- MS or PhD in CS\n- Spark", PREF, "phd"),
    ("Bonus points if you have\n- a Master's degree", PREF, "masters"),
    ("Desirable\n- Degree in statistics", PREF, "bachelors"),
]

BOTH = [
    ("Bachelor's required, Master's preferred", B, "masters"),
    ("Bachelor's degree, Master's preferred", B, "masters"),
    ("Bachelor's degree in CS, Master's or PhD preferred", B, "phd"),
    ("Bachelor's degree in CS; advanced degree preferred", B, "masters"),
    ("BS required; MS or PhD preferred", B, "phd"),
    ("BS in CS (MS preferred)", B, "masters"),
    ("Bachelor's (Master's or PhD a plus) in Engineering", B, "phd"),
    ("Bachelor's, preferably Master's degree in statistics", B, "masters"),
    ("Bachelor's degree in computer science, ideally a Master's", B, "masters"),
    ("Degree in physics or the like; a Master's is a plus", B, "masters"),
    ("Degree in Engineering, MSc is desirable", B, "masters"),
    ("Master's degree required, PhD preferred", M, "phd"),
    ("MS in CS (PhD preferred)", M, "phd"),
    ("Minimum Master's degree in geodesy. PhD preferred.", M, "phd"),
    ("Master's degree in a quantitative field. A PhD is a strong plus.", M, "phd"),
    ("Requirements\n- BS in CS\nNice to have\n- MS in CS", B, "masters"),
    ("Minimum Qualifications\n- Bachelor's degree\nPreferred Qualifications\n- PhD", B, "phd"),
    ("Basic qualifications: MS in CS. Preferred qualifications: PhD in CS.", M, "phd"),
    ("Education: BS in CS. Preferred: MS in CS.", B, "masters"),
    ("Bachelor's degree, preferably in Computer Science", B, "none"),
    ("Bachelor's degree (computer science preferred)", B, "none"),
    ("Master's degree required, economics preferred", M, "none"),
    ("Bachelor's degree in CS, experience with Spark preferred", B, "none"),
    ("Bachelor's degree and 5 years of experience, healthcare experience a plus", B, "none"),
    ("Must have a Bachelor's degree. Knowledge of R is a plus.", B, "none"),
    ("Bachelor's required; PhD preferred or equivalent experience", B, "phd"),
    ("Bonus\n- Master's degree (required)", M, "none"),
    ("Bachelor's or Master's preferred", PREF, "masters"),
]

ROUND = [
    ("Bachelor's degree or equivalent experience", "bachelors"),
    ("BS in CS or equivalent work experience", "bachelors"),
    ("BS/MS in CS or equivalent practical experience", "bachelors"),
    ("Bachelor's degree in CS, or equivalent professional experience", "bachelors"),
    (
        "Bachelor's degree in geodesy, or equivalent combination of education and experience",
        "bachelors",
    ),
    ("Degree in CS or relevant experience", "bachelors"),
    ("University degree or comparable training", "bachelors"),
    ("Degree or coding bootcamp", "bachelors"),
    ("Degree in CS (or equivalent experience)", "bachelors"),
    ("Degree in CS and/or equivalent experience", "bachelors"),
    ("Educated to degree level or similar experience", "bachelors"),
    ("Bachelor's degree or HS diploma with 8 years of experience", "bachelors"),
    ("Bachelor's degree in CS; additional experience accepted in lieu of a degree", "bachelors"),
    ("Bachelor's degree in CS.\nExperience may be considered in lieu of education.", "bachelors"),
    ("BS in computer science\nOr equivalent work experience", "bachelors"),
    ("MSc or equivalent experience in machine learning", "masters"),
    ("Master's degree or 5 years of experience", "masters"),
    ("Graduate degree, or else 4 years of relevant work", "masters"),
    ("MS or PhD in CS; or equivalent industry experience", "masters"),
    ("PhD or equivalent research experience", "phd"),
    ("PhD in ML or a proven research track record", "phd"),
    ("PhD or demonstrated publications and industry experience equivalent to one", "phd"),
    ("Relevant experience or a degree in a related field", "bachelors"),
    ("Bachelor's in maths or equivalent training and experience", "bachelors"),
    ("A degree in CS, self-taught, or equivalent background", "bachelors"),
    ("Abgeschlossenes Studium oder vergleichbare Berufserfahrung", "bachelors"),
    ("Abgeschlossenes Studium der Informatik oder eine vergleichbare Ausbildung", "bachelors"),
    ("Grado en informática o experiencia equivalente", "bachelors"),
    ("Associate's or Bachelor's degree", "associate"),
    ("A two-year diploma in IT is enough", "associate"),
    ("Diploma or degree in computer science", "associate"),
    ("Four additional years of experience may be substituted for a Bachelor's degree", "bachelors"),
]

GLUED = [
    ("BSc or equivalent", B),
    ("Master's degree (or equivalent)", M),
    ("Bachelor's degree or equivalent qualification in CS", B),
    ("Bachelor's degree in CS or equivalent, and 3 years of experience", B),
    ("Degree in CS, or equivalent degree, with industry experience", B),
    ("Bachelor's in CS or equivalent with 3+ years of experience", B),
    ("Bachelor's degree with academic or industry experience in statistics", B),
    ("Master's in CS with 3 years of academic or professional experience", M),
    ("PhD and experience with Python or R", P),
    ("Master's degree may be substituted for two years of work; bachelor's degree required", B),
    ("Abgeschlossenes Studium oder vergleichbare Qualifikation", B),
]

NOTHING = [
    "Certified scrum master",
    "Experience with master data management",
    "You will master the art of forecasting",
    "Lean Six Sigma Master Black Belt",
    "Our webmaster will send you a link.",
    "Clients include MasterCard and Visa.",
    "Good command of MS Office, MS SQL and MS Excel",
    "MS Azure and MS Power BI",
    "Latency under 20 ms",
    "We do things with no BS.",
    "Work with a BA and two QA engineers",
    "Our office is in Boston, MA",
    "Locations: Cambridge, MA; Austin, TX",
    "Join our team of PhDs and engineers",
    "We are a team of 12 PhDs",
    "You will work with PhD researchers from many fields",
    "Supervise PhD students and interns",
    "Founded by PhDs from two universities",
    "Our founders met during their PhD studies and hire scientists",
    "Customers are universities and hospitals",
    "A high degree of autonomy",
    "Automated to a large degree",
    "A high degree of ownership and attention to detail",
    "360-degree feedback every year",
    "Tuition reimbursement for a degree of your choice",
    "We support employees who pursue a master's degree with tuition assistance",
    "Degree assistance programme and paid leave",
    "All applicants are considered without regard to education, race or degree",
    "Pay depends on education, degree and experience",
    "The salary range is based on factors such as location, degree and experience",
    "Solid academic footing",
    "Trained in a numerate subject",
    "Education or certificates in analytics",
    "5+ years of experience with Python",
    "Master of ceremonies at our meetups",
    "We do not care about your degree",
    "No degree required, show us what you built",
    "High school diploma or GED",
    "You are a master of SQL",
    "Kaggle Grandmaster or Kaggle Master status",
    "Commit to the master branch",
    "Grow your career as an associate consultant",
    "It does not matter whether you have a PhD or dropped out of school",
    "We help students find the right college",
]


@pytest.mark.parametrize(("text", "screen"), LEVELS + FOREIGN + ALTERNATIVES + GLUED)
def test_hard_degrees(text: str, screen: str) -> None:
    read = read_degree(text)
    assert read.screen.value == screen
    assert read.minimum_degree.value == screen.removesuffix("-required")
    assert not read.equivalent_experience_ok.value


@pytest.mark.parametrize(("text", "screen"), LEVELS)
def test_the_same_in_a_list_of_requirements(text: str, screen: str) -> None:
    around = f"About us\nWe build tools.\nRequirements:\n* {text}\n* Good Python\nBenefits\n* Fruit"
    assert read_degree(around).screen.value == screen


@pytest.mark.parametrize(("text", "screen"), LEVELS)
def test_the_same_where_line_breaks_were_lost(text: str, screen: str) -> None:
    around = (
        "DescriptionWe build tools for people who plan. You will own our models from data to use "
        "and explain them to the people who rest on them every single day of the working week."
        f"Responsibilities: Train models. Ship models.Qualifications: {text}. Good Python skills"
        "BenefitsFruit and coffee."
    )
    assert read_degree(around).screen.value == screen


@pytest.mark.parametrize(("text", "screen", "preferred"), SOFT + BOTH)
def test_wishes(text: str, screen: str, preferred: str) -> None:
    read = read_degree(text)
    assert read.screen.value == screen
    assert read.preferred_degree.value == preferred
    if screen == PREF:
        assert read.minimum_degree.value == "none"


@pytest.mark.parametrize(("text", "minimum"), ROUND)
def test_ways_round(text: str, minimum: str) -> None:
    read = read_degree(text)
    assert read.screen.value == EQ
    assert read.minimum_degree.value == minimum
    assert read.equivalent_experience_ok.value is (minimum != "associate")


@pytest.mark.parametrize("text", NOTHING)
def test_false_friends(text: str) -> None:
    read = read_degree(text)
    assert read.screen.value == NONE
    assert not read.screen.spans


def test_spans_are_the_words_themselves() -> None:
    text = (
        "You bring\n* MSc or PhD in geodesy, or equivalent experience (PhD ideal)\n* 2 years of mud"
    )
    read = read_degree(text)
    for field in (read.screen, read.minimum_degree, read.preferred_degree):
        assert all(text[span.start : span.end] == span.text for span in field.spans)
    assert [span.text for span in read.minimum_degree.spans] == ["MSc or PhD"]
    way = "MSc or PhD in geodesy, or equivalent experience"
    assert [span.text for span in read.equivalent_experience_ok.spans] == [way]


def test_a_way_round_a_stronger_degree_leaves_the_weaker_one_required() -> None:
    text = "- Bachelor's degree in a science\n- Master's degree or equivalent experience"
    assert read_degree(text).screen.value == B


def test_confidence_is_a_probability_and_lower_where_readings_failed() -> None:
    sure, unsure = read_degree("We map caves."), read_degree("A degree is a plus.")
    assert 0.5 < unsure.screen.confidence < sure.screen.confidence < 1
    assert not sure.screen.spans


@pytest.mark.parametrize("part", ["PhD or ", "degree or equivalent ", "5 years ", "PhD\n", "MS "])
def test_hostile_texts_end_soon(part: str) -> None:
    began = time.monotonic()
    read_degree(part * (1_000_000 // len(part)))
    assert time.monotonic() - began < 20


def test_labelled_postings_are_read_rightly() -> None:
    if not LABELLED.exists():
        pytest.skip(f"no labelled postings at {LABELLED}; they cannot be published")
    with LABELLED.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    right = sum(read_degree(row["text"]).screen.value == row["labels"]["screen"] for row in rows)
    assert right / len(rows) >= 0.9
