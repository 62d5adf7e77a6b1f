"""The family of roles: more than a hundred titles, and what the duties decide."""

from __future__ import annotations

import pytest

from tripos.decide.posting import read_posting
from tripos.decide.posting.family import title_family

TITLES = {
    "ml-engineer": """
        Founding ML Engineer | Machine Learning Engineer | Senior AI Engineer | NLP Engineer
        Computer Vision Engineer | LLM Engineer | Generative AI Developer | Deep Learning Engineer
        AI/ML Engineer | Software Engineer, Machine Learning | Applied AI Engineer
        Prompt Engineer | AI Software Engineer | Perception Engineer | Machine Learning Developer
        Software Engineer - ML Ranking | Conversational AI Developer | AI Architect
        Speech Recognition Engineer | Staff Software Engineer, Recommendations
        ML Engineer Intern | Head of Machine Learning | Principal Engineer, Computer Vision
        Agentic AI Engineer | Machine Learning Engineer / Data Scientist | KI-Entwickler (m/w/d)
        Machine Learning Software Engineer | GenAI Engineer II
    """,
    "data-scientist": """
        Data Scientist | Sr. Manager, Decision Science | Statistician | Biostatistician
        Data Science Engineer | Lead Data Scientist, Growth | Applied Data Scientist
        Decision Scientist | Quantitative Analyst | Statistical Programmer | Economist
        Director of Data Science | Data Science Consultant | Marketing Scientist
        Data Scientist & Machine Learning Engineer | Credit Risk Modeler | Econometrician
        Data Scientist - Machine Learning Platform | Actuary | Data Science Intern
        Operations Research Scientist | Analyst, Data Science | Datenwissenschaftler (m/w/d)
        Bioinformatics Scientist | Junior Data Scientist, NLP | Product Data Scientist
    """,
    "applied-scientist": """
        Applied Scientist | Senior Applied Scientist, Search | Applied Science Manager
        Applied Research Scientist | Machine Learning Scientist | NLP Scientist
        Applied Scientist Intern | Computer Vision Scientist | Applied Researcher, Language
        Principal Applied ML Scientist
    """,
    "research-scientist": """
        Research Scientist | Research Engineer, Alignment | Quantitative Researcher
        Postdoctoral Fellow in Computational Biology | AI Researcher | Machine Learning Researcher
        Research Intern, Reasoning | PhD Position in Machine Learning | Postdoc, Robotics
        AI Research Scientist | Research Fellow in Causal Inference | Staff Research Engineer
        Deep Learning Research Scientist | Machine Learning Research Engineer
        Research Associate, Epidemiology | AI Resident
    """,
    "mlops": """
        ML Platform Engineer | MLOps Engineer | Machine Learning Infrastructure Engineer
        LLMOps Engineer | Software Engineer, ML Platform | AI Infrastructure Engineer
        Model Deployment Engineer | AI Platform Engineer | DevOps Engineer, Machine Learning
        Machine Learning Operations Lead | Senior MLOps Architect | Inference Platform Engineer
    """,
    "data-engineer": """
        Data Engineer | Analytics Engineer II | Big Data Engineer | ETL Developer
        Data Warehouse Developer | Data Platform Engineer | Senior Data Architect
        Data Engineer - AI Platform | Database Administrator | Spark Developer
        Data Infrastructure Engineer | Software Engineer, Big Data | Databricks Engineer
        Data Integration Developer | Data Engineering Manager | Cloud Data Engineer
    """,
    "analyst": """
        Data Analyst | Business Analyst | BI Developer | BI Engineer | Business Intelligence Analyst
        Product Analyst | Reporting Specialist | Marketing Analytics Manager | Tableau Developer
        Financial Analyst | Analytics Consultant | Insights Manager | Research Analyst
        People Analytics Partner | Healthcare Data Analyst | Web Analyst | Power BI Developer
    """,
    "other": """
        AI Product Manager | Product Owner, Data | Sales Executive, AI | Technical Program Manager
        Machine Learning Instructor | AI Recruiter | Software Engineer | Account Manager
        Data Annotator | UX Researcher | Assistant Professor of Statistics
        Engineers, Designers, Product Managers, Data Scientists
    """,
}
CASES = [
    (title.strip(), family)
    for family, titles in TITLES.items()
    for line in titles.strip().split("\n")
    for title in line.split(" | ")
]


def test_there_are_many_titles() -> None:
    """At least 120 titles are held."""
    assert len(CASES) >= 120


@pytest.mark.parametrize(("title", "family"), CASES)
def test_titles(title: str, family: str) -> None:
    """The title alone names this family."""
    read = title_family(title)

    assert read is not None
    assert read.family == family


def test_it_works() -> None:
    """A firm title decides, and its words are quoted."""
    read = read_posting("Build dashboards.", title="Senior MLOps Engineer").role_family

    assert read.value == "mlops"
    assert [span.text for span in read.spans] == ["MLOps"]
    assert read.confidence > 0.8


_PIPELINES = """
Responsibilities:
- Build ETL jobs and data pipelines with Airflow, Spark and Kafka
- Own the data warehouse in Snowflake and its data models
- Improve data quality and lineage on our data platform
"""
_RESEARCH = """
Responsibilities:
- Set a research agenda, publish papers at NeurIPS and ICML
- Write grants with academic partners and peer-reviewed manuscripts
"""
_APPS = """
Responsibilities:
- Build LLM applications with retrieval-augmented generation and deploy models behind FastAPI
- Work as an AI engineer on fine-tuning with PyTorch; software engineering and code reviews
"""


@pytest.mark.parametrize(
    ("title", "text", "family"),
    [
        ("Consultant", _PIPELINES, "data-engineer"),
        ("Intern", _RESEARCH, "research-scientist"),
        ("Member of Technical Staff", _APPS, "ml-engineer"),
        ("AI Scientist", _APPS, "ml-engineer"),
        ("AI Scientist", _RESEARCH, "research-scientist"),
        ("Data Engineer/Scientist", _PIPELINES, "data-engineer"),
    ],
)
def test_duties_decide_under_vague_titles(title: str, text: str, family: str) -> None:
    """A title that says little leaves the duties to decide."""
    assert read_posting(text, title=title).role_family.value == family


def test_duties_do_not_overrule_a_plain_title() -> None:
    """One stray duty does not change a firm title."""
    assert read_posting(_PIPELINES, title="Data Scientist").role_family.value == "data-scientist"
