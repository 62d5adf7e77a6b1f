"""Makes postings for tests from a few words."""

from __future__ import annotations

from tripos.decide.posting import read_posting

_SCREEN = {
    "none": "",
    "bachelors": "- Bachelor's degree in computer science or a related field\n",
    "equivalent": "- Bachelor's degree in a related field, or equivalent work experience\n",
    "masters": "- Master's degree in computer science or statistics is required\n",
    "phd": "- PhD in machine learning is required\n",
}


def made_up(screen="bachelors", years=2, number=1, title="Machine Learning Engineer"):
    """A short posting with a degree screen of the given kind."""
    text = (
        f"{title}\nQuarry Lane Software, team {number}\n"
        "What you will do\n- Train and evaluate models in Python\n"
        f"- Own data pipeline number {number} and its SQL\n"
        "Requirements\n"
        f"{_SCREEN[screen]}"
        f"- {years}+ years of experience in software or data work\n"
        "- Python and SQL\n"
    )
    return read_posting(text, f"made-up-{number}.txt", title)
