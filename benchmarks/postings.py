"""How rightly and how fast postings are read, beside naive readings of the same postings.

    python benchmarks/postings.py [labelled.jsonl] [--json] [--resamples 2000]

Each line of the file holds `text`, `title` and `labels` (screen, minimum_degree and so on). The
texts belong to the employers and are not part of this repository.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tripos.decide.posting.degrees import read_degree
from tripos.decide.posting.reading import FAMILIES, RANKS, SCREENS, DegreeReading

DEFAULT = Path(__file__).parents[2] / "shared" / "facts" / "postings" / "dev.jsonl"
GRADUATE = ("masters-required", "phd-required")
OTHER_FIELDS = ("minimum_degree", "preferred_degree", "equivalent_experience_ok", "years_min")

Rows = list[dict[str, Any]]

_WORDS = (
    ("phd-required", re.compile(r"\bph\.?\s?d|\bdoctora", re.I)),
    (
        "masters-required",
        re.compile(r"(?i:\bmaster['’]?s?\b|(?:advanced|graduate) degree)|\bM\.?S\.?c?\b"),
    ),
    ("bachelors-required", re.compile(r"(?i:\bbachelor|\bundergraduate)|\bB\.?[SA]\.?c?\b")),
)
_EQUIVALENT = re.compile(
    r"(?:equivalent|comparable|related)(?: [\w/]+){0,4} experience|in lieu of", re.I
)
_TITLES = (
    ("mlops", r"mlops|ml ops|platform|infrastructure"),
    ("research-scientist", r"research"),
    ("applied-scientist", r"applied scien|machine learning scien|ai scien"),
    ("data-scientist", r"data scien|statistic|decision scien"),
    ("data-engineer", r"data eng|big data|etl|analytics eng"),
    ("ml-engineer", r"machine learning|\bml\b|\bai\b|nlp|vision|deep learning|artificial"),
    ("analyst", r"analyst|analytics|\bbi\b"),
)


def strongest_word(text: str) -> str:
    """The screen of the highest degree that is named anywhere."""
    return next((screen for screen, word in _WORDS if word.search(text)), _bare(text))


def _bare(text: str) -> str:
    return "bachelors-required" if re.search(r"\bdegree in\b", text, re.I) else "none-stated"


def weakest_word(text: str) -> str:
    """The screen of the lowest degree named, unless equivalent experience is said anywhere."""
    found = [screen for screen, word in reversed(_WORDS) if word.search(text)]
    if not found:
        return _bare(text)
    return "degree-or-equivalent-experience" if _EQUIVALENT.search(text) else found[0]


def title_family(title: str) -> str:
    """The role family that the title alone suggests."""
    return next((name for name, words in _TITLES if re.search(words, title, re.I)), "other")


def accuracy(gold: Sequence[object], said: Sequence[object]) -> float:
    """The share of rows in which both agree."""
    return sum(a == b for a, b in zip(gold, said, strict=True)) / len(gold)


def macro_f1(gold: Sequence[str], said: Sequence[str], classes: Sequence[str]) -> float:
    """The mean F1 over the classes that occur on either side."""
    scores = []
    for name in classes:
        both = sum(a == b == name for a, b in zip(gold, said, strict=True))
        seen = gold.count(name) + said.count(name)
        if seen:
            scores.append(2 * both / seen)
    return sum(scores) / len(scores)


def interval(
    gold: list[str],
    said: list[str],
    measure: Callable[[list[str], list[str]], float],
    resamples: int,
) -> tuple[float, float]:
    """The 95 % percentile interval of `measure` over resampled rows (seed 0)."""
    rng = np.random.default_rng(0)
    values = []
    for _ in range(resamples):
        rows = rng.integers(0, len(gold), len(gold))
        values.append(measure([gold[i] for i in rows], [said[i] for i in rows]))
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def graduate_required(gold: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    """Precision and recall of "a graduate degree is required"."""
    hits = sum(a in GRADUATE and b in GRADUATE for a, b in zip(gold, said, strict=True))
    claimed = sum(screen in GRADUATE for screen in said)
    true = sum(screen in GRADUATE for screen in gold)
    return {
        "precision": hits / claimed if claimed else 1.0,
        "recall": hits / true if true else 1.0,
    }


def degree_figures(rows: Rows, readings: Sequence[DegreeReading], resamples: int) -> dict[str, Any]:
    """Our reading of the degree screen and of the other degree fields."""
    gold = [row["labels"]["screen"] for row in rows]
    said = [str(reading.screen.value) for reading in readings]
    figures = screen_figures(gold, said)
    figures["accuracy_95"] = interval(gold, said, accuracy, resamples)
    figures["macro_f1_95"] = interval(gold, said, lambda a, b: macro_f1(a, b, SCREENS), resamples)
    for field in OTHER_FIELDS:
        labels = [row["labels"][field] for row in rows]
        figures[field] = accuracy(labels, [getattr(reading, field).value for reading in readings])
    steps = [row["labels"].get("years_by_degree") or {} for row in rows]
    figures["years_by_degree"] = accuracy(steps, [dict(r.years_by_degree) for r in readings])
    sure = [reading.screen.confidence for reading in readings]
    figures["mean_confidence"] = sum(sure) / len(sure)
    return figures


def screen_figures(gold: Sequence[str], said: Sequence[str]) -> dict[str, Any]:
    """Accuracy, macro-F1 and the graduate figures of one way to read the screen."""
    return {
        "accuracy": accuracy(gold, said),
        "macro_f1": macro_f1(list(gold), list(said), SCREENS),
        "graduate_required": graduate_required(gold, said),
    }


def baselines(rows: Rows) -> dict[str, Any]:
    """What naive readings of the screen reach on the same rows."""
    gold = [row["labels"]["screen"] for row in rows]
    majority = Counter(gold).most_common(1)[0][0]
    return {
        "majority class": screen_figures(gold, [majority] * len(gold)),
        "strongest degree word": screen_figures(gold, [strongest_word(r["text"]) for r in rows]),
        "weakest degree word": screen_figures(gold, [weakest_word(r["text"]) for r in rows]),
    }


def role_figures(rows: Rows) -> dict[str, Any]:
    """Role family and rank by the whole reader where it is installed, and by title alone."""
    gold = [row["labels"]["role_family"] for row in rows]
    titles = [title_family(row.get("title", "")) for row in rows]
    figures = {"title alone": _family_figures(gold, titles)}
    if importlib.util.find_spec("tripos.decide.posting.read") is None:
        return figures
    from tripos.decide.posting.read import read_posting

    readings = [read_posting(r["text"], r.get("id", ""), r.get("title", "")) for r in rows]
    figures["tripos"] = _family_figures(gold, [str(r.role_family.value) for r in readings])
    ranks = [row["labels"]["seniority"] for row in rows]
    said = [str(reading.seniority.value) for reading in readings]
    figures["tripos"]["seniority"] = accuracy(ranks, said)
    figures["tripos"]["seniority_macro_f1"] = macro_f1(ranks, said, RANKS)
    return figures


def _family_figures(gold: list[str], said: list[str]) -> dict[str, float]:
    return {"accuracy": accuracy(gold, said), "macro_f1": macro_f1(gold, said, FAMILIES)}


def seconds_for_1000(rows: Rows) -> float:
    """Processor seconds that `read_degree` takes for 1,000 postings, the rows repeated."""
    texts = [rows[i % len(rows)]["text"] for i in range(1000)]
    began = time.process_time()
    for text in texts:
        read_degree(text)
    return time.process_time() - began


def measure(rows: Rows, resamples: int) -> dict[str, Any]:
    """All figures as one JSON object."""
    readings = [read_degree(row["text"], row.get("title", "")) for row in rows]
    return {
        "rows": len(rows),
        "degree": degree_figures(rows, readings, resamples),
        "baselines": baselines(rows),
        "role": role_figures(rows),
        "seconds_for_1000": seconds_for_1000(rows),
    }


def show(figures: dict[str, Any]) -> None:
    """Prints the figures as tables."""
    ours = figures["degree"]
    print(f"degree screen, {figures['rows']} postings, 6 classes")
    print(f"  {'':24}accuracy  macro-F1  graduate required: precision, recall")
    for name, row in {"tripos": ours, **figures["baselines"]}.items():
        graduate = row["graduate_required"]
        print(
            f"  {name:24}{row['accuracy']:8.3f}{row['macro_f1']:10.3f}"
            f"{graduate['precision']:20.3f}{graduate['recall']:8.3f}"
        )
    for name in ("accuracy", "macro_f1"):
        low, high = ours[f"{name}_95"]
        print(f"  {name} of tripos, 95 % by resampling: {low:.3f} to {high:.3f}")
    print(f"  mean confidence of tripos: {ours['mean_confidence']:.3f}")
    print("accuracy of the other fields")
    for name in (*OTHER_FIELDS, "years_by_degree"):
        print(f"  {name:26}{ours[name]:.3f}")
    print("role family: accuracy, macro-F1")
    for name, row in figures["role"].items():
        print(f"  {name:26}{row['accuracy']:.3f}  {row['macro_f1']:.3f}")
        if "seniority" in row:
            print(f"  rank{'':22}{row['seniority']:.3f}  {row['seniority_macro_f1']:.3f}")
    print(f"read_degree, 1,000 postings: {figures['seconds_for_1000']:.2f} s (budget 4 s)")


def main() -> int:
    """Measures on the file that is named, or says that it is absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--resamples", type=int, default=2000)
    asked = parser.parse_args()
    if not asked.file.exists():
        print(f"{asked.file}: no labelled postings here, so nothing is measured", file=sys.stderr)
        return 0
    with asked.file.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    if not rows:
        print(f"{asked.file}: holds no rows, so nothing is measured", file=sys.stderr)
        return 0
    figures = measure(rows, asked.resamples)
    if asked.json:
        print(json.dumps(figures, indent=2))
    else:
        show(figures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
