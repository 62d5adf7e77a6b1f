"""How well the models of answers predict, and how fast they are, beside other models.

    python benchmarks/mastery.py [--data DIR] [--learners N] [--json]

First, the next answer of learners that no model was fitted on (ASSISTments 2009, Statics 2011): our
model beside item difficulty, PFA, the usual best logistic regression, and pyBKT on the 19 largest
skills. Then, a diagnostic replayed on real answers (Junyi Academy): after each number of adaptive
questions, how well a learner's other answers are predicted by abilities that go together, by one
ability, and by hard prerequisites. Seconds are of processor time, on one core.

scikit-learn and pyBKT are used where they are installed. pyBKT 1.4.3 needs an environment of its
own: pip install pyBKT "numpy<2" "pandas<3" "scikit-learn<1.6" -e .
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mastery_replay import auc, diagnostic, log_loss
from tripos.belief.answers import AnswerModel, Answers, History, read_log
from tripos.belief.answers.features import NAMES
from tripos.belief.answers.logistic import Coded, Design, fit
from tripos.belief.answers.model import _history, _numbered

SETS = {"ASSISTments 2009": "assistments09", "Statics 2011": "statics"}
COLUMNS = {"learner": "user_id", "item": "item_id", "skill": "skill_id", "right": "correct",
           "at": "timestamp"}  # fmt: skip
BKT_SKILLS, BKT_ANSWERS = 19, 38_579
PUBLISHED_BKT = {"auc": 0.700, "log_loss": 0.556, "fit_s": 60.0, "answers": BKT_ANSWERS}


@dataclass(frozen=True)
class Split:
    """Answers to fit on, and those of other learners to predict."""

    train: Answers
    test: Answers

    @property
    def right(self) -> np.ndarray:
        """What is to be predicted."""
        return np.asarray(self.test.right)


def whole(path: Path) -> Answers:
    """All answers of a file."""
    chunks = list(read_log(path, COLUMNS))
    return Answers(*([value for one in chunks for value in getattr(one, name)]
                     for name in ("learner", "item", "skill", "right", "at")))  # fmt: skip


def chosen(answers: Answers, skills: set[str], most: int | None = None) -> Answers:
    """The answers of some skills, at most `most`, in their order."""
    rows = [row for row in answers.rows() if row[2] in skills][:most]
    return Answers(*(list(column) for column in zip(*rows, strict=True)))


def measured(
    answers: str, model: str, split: Split, run: Callable[[], tuple[np.ndarray, float]]
) -> dict:
    """One row of the table; `run` gives predictions and the seconds that fitting took."""
    began = time.process_time()
    p, fit_s = run()
    rest = time.process_time() - began - fit_s
    return {
        "answers": answers, "model": model, "auc": round(auc(split.right, p), 4),
        "log_loss": round(log_loss(split.right, p), 4), "fit_s": round(fit_s, 2),
        "fitted_rows_per_s": round(len(split.train) / fit_s),
        "predicted_rows_per_s": round(len(split.test) / max(rest, 1e-3)),
    }  # fmt: skip


def ours(split: Split) -> tuple[np.ndarray, float]:
    """Our model: fitted on whole learners, then fed the others answer by answer."""
    began = time.process_time()
    model = AnswerModel.fit([split.train])
    fit_s = time.process_time() - began
    states: dict[str, History] = {}
    found = []
    for learner, item, skill, right, at in split.test.rows():
        state = states.setdefault(learner, History())
        found.append(model.predict(state, item, skill, at))
        model.update(state, item, skill, bool(right), at)
    return np.array(found), fit_s


class Plain:
    """Peers on the same rows: codes of items and skills, and features of histories."""

    def __init__(self, split: Split) -> None:
        self.split = split
        train = _numbered([split.train])
        self.items, self.skills = train.items, train.skills
        self.sizes = len(train.items) + 1, len(train.skills) + 1
        self.right = train.right
        self.codes = [self._codes(one) for one in (split.train, split.test)]
        features = AnswerModel.fit([split.train]).features
        self.history = [_history(features, [one]) for one in (split.train, split.test)]

    def _codes(self, answers: Answers) -> tuple[np.ndarray, np.ndarray]:
        item = [self.items.get(key, 0) for key in answers.item]
        skill = [self.skills.get(key, 0) for key in answers.skill]
        return np.array(item, dtype=np.int32), np.array(skill, dtype=np.int32)

    def difficulty(self) -> tuple[np.ndarray, float]:
        """A constant for each item."""
        return self._fitted(lambda part: [Coded(self.codes[part][0], self.sizes[0], 1.0)])

    def pfa(self) -> tuple[np.ndarray, float]:
        """Performance factors with logarithms: each skill's constant and slopes."""
        wins, tries = NAMES.index("skill wins"), NAMES.index("skill tries")

        def coded(part: int) -> list[Coded]:
            history, skill = self.history[part], self.codes[part][1]
            lost = np.log1p(np.expm1(history[:, tries]) - np.expm1(history[:, wins]))
            slopes = (None, history[:, wins].copy(), lost)
            return [Coded(skill, self.sizes[1], 1.0, value) for value in slopes]

        return self._fitted(coded)

    def _fitted(self, coded: Callable[[int], list[Coded]]) -> tuple[np.ndarray, float]:
        designs = [Design(np.ones((len(self.codes[part][0]), 1)), coded(part)) for part in (0, 1)]
        began = time.process_time()
        weights = fit(designs[0], self.right)
        fit_s = time.process_time() - began
        return 1 / (1 + np.exp(-designs[1].scores(weights))), fit_s

    def best_logistic(self) -> tuple[np.ndarray, float]:
        """Item, skill, counts at three levels and recency, as the study did, by scikit-learn."""
        from scipy import sparse
        from sklearn.linear_model import LogisticRegression

        dense = [NAMES.index(name) for name in (
            "wins", "tries", "skill wins", "skill tries", "item wins", "item tries", "rate",
            "skill rate", "fast", "slow", "skill fast")]  # fmt: skip
        slopes = [NAMES.index(name) for name in ("skill wins", "skill tries")]

        def matrix(part: int):
            rows = np.arange(len(self.codes[part][0]))
            item, skill = (
                sparse.csr_matrix((np.ones(len(rows)), (rows, code)), (len(rows), size))
                for code, size in zip(self.codes[part], self.sizes, strict=True)
            )
            history = self.history[part]
            own = [skill.multiply(history[:, [place]]) for place in slopes]
            return sparse.hstack([item, skill, *own, sparse.csr_matrix(history[:, dense])]).tocsr()

        train, test = matrix(0), matrix(1)
        began = time.process_time()
        model = LogisticRegression(C=0.3, max_iter=300).fit(train, self.right)
        return model.predict_proba(test)[:, 1], time.process_time() - began


def bkt(split: Split) -> tuple[np.ndarray, float]:
    """Bayesian knowledge tracing by pyBKT, one start for each skill."""
    import pandas
    from pyBKT.models import Model

    def frame(answers: Answers):
        return pandas.DataFrame({
            "order_id": range(len(answers)), "user_id": answers.learner,
            "skill_name": answers.skill, "correct": answers.right,
        })  # fmt: skip

    began = time.process_time()
    model = Model(seed=1, num_fits=1, parallel=False)
    model.fit(data=frame(split.train))
    fit_s = time.process_time() - began
    found = model.predict(data=frame(split.test)).sort_values("order_id")
    return found["correct_predictions"].to_numpy(), fit_s


def next_answers(folder: Path, show: Callable[[dict], None]) -> None:
    """The first table."""
    for name, file in SETS.items():
        split = Split(*(whole(folder / f"{file}_preprocessed_data_{part}.csv")
                        for part in ("train", "test")))  # fmt: skip
        plain = Plain(split)
        show(measured(name, "item difficulty only", split, plain.difficulty))
        show(measured(name, "PFA (log)", split, plain.pfa))
        try:
            show(measured(name, "best logistic + recency", split, plain.best_logistic))
        except ImportError:
            show({"answers": name, "note": "best logistic: scikit-learn is not installed"})
        show(measured(name, "ours", split, lambda split=split: ours(split)))
        if name == "ASSISTments 2009":
            beside_bkt(split, show)


def beside_bkt(split: Split, show: Callable[[dict], None]) -> None:
    """pyBKT and ours on the same answers, of which pyBKT can take only some."""
    most = {key for key, _ in Counter(split.train.skill).most_common(BKT_SKILLS)}
    small = Split(chosen(split.train, most, BKT_ANSWERS), chosen(split.test, most))
    name = "ASSISTments, 19 skills"
    row = measured(name, "ours", small, lambda: ours(small))
    try:
        peer = measured(name, "pyBKT", small, lambda: bkt(small))
    except Exception as error:  # noqa: BLE001 - whatever a broken installation raises
        note = f"pyBKT does not run here ({type(error).__name__}); the study's figure, published"
        peer = {"answers": name, "model": "pyBKT (published)", **PUBLISHED_BKT, "note": note}
    show(peer)
    show({**row, "times_as_fast_as_pybkt": round(peer["fit_s"] / max(row["fit_s"], 1e-3), 1)})


def _line(row: dict) -> str:
    head = f"{row['answers']:<23} {row.get('model', ''):<26}"
    if "auc" not in row:
        return f"{head} {row['note']}"
    if isinstance(row["auc"], dict):
        told = "  ".join(f"{count}: {value:.3f}" for count, value in row["auc"].items())
        return f"{head} AUC after {told}  fit {row['fit_s']} s  {row['ms_a_question']} ms"
    rest = [f"{key} {row[key]}" for key in row
            if key not in ("answers", "model", "auc", "log_loss")]  # fmt: skip
    return f"{head} AUC {row['auc']:.3f}  log-loss {row['log_loss']:.3f}  {'  '.join(rest)}"


def main() -> None:
    """Prints both tables, a line for each model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/facts/responses"))
    parser.add_argument("--learners", type=int, default=400)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if not asked.data.is_dir():
        print(f"skipped: there is no folder of recorded answers at {asked.data}; see --data")
        sys.exit(0)

    def show(row: dict) -> None:
        print(json.dumps(row) if asked.json else _line(row), flush=True)

    next_answers(asked.data, show)
    diagnostic(asked.data / "junyi", asked.learners, show)


if __name__ == "__main__":
    main()
