"""The closed list of skills, its wordings, and what is no mention of a skill."""

from __future__ import annotations

import pytest

from tripos.atlas import load_atlas
from tripos.decide.posting.lines import split_lines
from tripos.decide.posting.skills import pattern_of, read_skills, skill_ids, skill_of


def _skills(text: str) -> set[str]:
    return {skill.id for skill in read_skills(text, split_lines(text))}


def test_it_works() -> None:
    """Two skills are found, each with its words."""
    text = "You write SQL and build dashboards."
    found = {skill.id: skill for skill in read_skills(text, split_lines(text))}

    assert set(found) == {"sql", "data-viz"}
    assert found["sql"].spans[0].text == "SQL"
    assert found["sql"].competencies == ("sql-querying",)


def test_the_list_is_complete() -> None:
    """There are 86 skills, each with at most six competencies, all of the atlas."""
    atlas = load_atlas()

    assert len(skill_ids()) == 86
    for key in skill_ids():
        skill = skill_of(key)
        assert skill is not None
        assert len(skill.competencies) <= 6
        assert [one for one in skill.competencies if atlas.get(one) is None] == []


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Experience with R or Julia", "r-lang"),
        ("Fluent in C++ and Go", "cpp"),
        ("Python, Go, or Java", "go-rust"),
        ("Knowledge of machine-learning methods", "machine-learning"),
        ("you clean and join messy data", "data-wrangling"),
        ("Fine-tuning LLMs on our own texts", "transformers-llm"),
        ("retrieval-augmented generation", "rag-agents"),
        ("run A/B tests", "experimentation"),
        ("deploying deep and wide models", "model-deployment"),
        ("CI/CD with Jenkins", "ci-cd"),
        ("productionise models", "model-deployment"),
        ("Explain complex matters to executives", "communication"),
        ("Excel and PowerPoint", "spreadsheets"),
        ("k-means and PCA", "unsupervised"),
        ("XGBoost or LightGBM", "tree-ensembles"),
        ("recommender systems", "recommender-ranking"),
        ("BI reporting", "bi-tools"),
        ("Analyse large amounts of data", "eda"),
        ("experience in the insurance industry", "domain-finance-health"),
        ("Kubernetes", "docker-k8s"),
        ("optimising model inference", "model-optimization"),
    ],
)
def test_wordings(text: str, skill: str) -> None:
    """Each wording names its skill."""
    assert skill in _skills(text)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("You excel in a busy place", "spreadsheets"),
        ("Work in R&D with us", "r-lang"),
        ("We go to market soon", "go-rust"),
        ("Bachelor's degree in statistics or machine learning", "statistics"),
        ("Bachelor's degree in economics, operations research or statistics", "statistics"),
        ("This will spark joy", "spark"),
        ("You make clear recommendations to the board", "recommender-ranking"),
        ("Find the code on github.com", "git"),
        ("Javanese cooking", "java"),
        ("regression testing of the website", "regression"),
        ("About us\nOur platform runs on Kubernetes.", "docker-k8s"),
    ],
)
def test_false_friends(text: str, skill: str) -> None:
    """Words that look like a skill and ask for none are left out."""
    assert skill not in _skills(text)


def test_a_skill_after_a_degree_still_counts() -> None:
    """The field of a degree ends where experience is asked for."""
    assert "statistics" in _skills("Degree in physics with knowledge of statistics")


@pytest.mark.parametrize(
    ("phrase", "pattern"),
    [
        ("sql", r"sqls?(?!\w)"),
        ("data lake", r"data[ -]lakes?(?!\w)"),
        ("visuali~*", r"visuali[sz]\w*(?!\w)"),
        ("lead <3> team", r"lead[ -](?:[\w/&-]+,? ){0,3}teams?(?!\w)"),
        ("(ml|ai) platform", r"(?:ml|ai)[ -]platforms?(?!\w)"),
        ("c++", r"c\+\+(?!\w)"),
    ],
)
def test_the_notation(phrase: str, pattern: str) -> None:
    """The notation of data/skills.yaml becomes the expression it says."""
    assert pattern_of(phrase) == pattern
