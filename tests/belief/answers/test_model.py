"""The chance that the next answer is right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripos.belief.answers import AnswerModel, Answers, Features, History
from tripos.belief.answers.logistic import Coded, Design, fit
from tripos.belief.answers.model import _design, _eased, _history, _numbered
from tripos.errors import TriposError

DAY = 86_400.0


def _answers(learners: int, rng: np.random.Generator) -> Answers:
    """Twenty answers each; item 0 is easiest, the last one hardest."""
    rows = []
    for learner in range(learners):
        ability = rng.normal()
        for _ in range(20):
            item = int(rng.integers(10))
            right = rng.random() < 1 / (1 + np.exp(-(ability + 2 - 0.45 * item)))
            rows.append((f"l{learner}", f"i{item}", f"s{item % 2}", int(right), 0.0))
    return Answers(*(list(column) for column in zip(*rows, strict=True)))


@pytest.fixture(scope="module")
def model() -> AnswerModel:
    """A model of simulated answers."""
    return AnswerModel.fit([_answers(300, np.random.default_rng(1))])


def test_it_works(model: AnswerModel) -> None:
    """Easy items are likelier right than hard ones, and successes raise all chances."""
    new = History()
    before = [model.predict(new, f"i{item}", f"s{item % 2}") for item in range(10)]
    for item in (5, 6, 7, 8):
        model.update(new, f"i{item}", f"s{item % 2}", True)
    after = [model.predict(new, f"i{item}", f"s{item % 2}") for item in range(10)]

    assert before[0] > 0.7
    assert before[9] < 0.4
    assert np.all(np.array(after)[[0, 1, 2, 3, 4, 9]] > np.array(before)[[0, 1, 2, 3, 4, 9]])


def test_what_was_never_met_is_predicted(model: AnswerModel) -> None:
    """From the learner's ability alone."""
    able, weak = History(), History()
    for item in range(6):
        model.update(able, f"i{item}", "s0", True)
        model.update(weak, f"i{item}", "s0", False)

    assert model.predict(able, "new", "new") > model.predict(weak, "new", "new") + 0.2


def test_learners_it_was_not_fitted_on_are_predicted(model: AnswerModel) -> None:
    """Better than by the items' difficulty, and calibrated."""
    test = _answers(200, np.random.default_rng(2))
    states: dict[str, History] = {}
    p = []
    for learner, item, skill, right, at in test.rows():
        state = states.setdefault(learner, History())
        p.append(model.predict(state, item, skill, at))
        model.update(state, item, skill, bool(right), at)
    right = np.array(test.right)
    alone = np.array([model.predict(History(), item, skill)
                      for item, skill in zip(test.item, test.skill, strict=True)])  # fmt: skip

    def loss(q: np.ndarray) -> float:
        return float(-np.mean(np.log(np.where(right == 1, q, 1 - q))))

    assert loss(np.array(p)) < loss(alone) - 0.01
    assert right.mean() == pytest.approx(np.mean(p), abs=0.03)


def test_answer_by_answer_is_what_was_fitted() -> None:
    """Predicting in a stream gives the scores of the design that the weights were fitted on."""
    answers = _answers(30, np.random.default_rng(3))
    model = AnswerModel.fit([answers])
    rows = _numbered([answers])
    dense = _history(_eased(rows), [answers])
    centre, spread = dense.mean(axis=0), dense.std(axis=0)
    centre[0], spread[0] = 0.0, 1.0
    spread[spread < 1e-9] = np.inf
    design = _design(rows, (dense - centre) / spread)
    expected = 1 / (1 + np.exp(-design.scores(fit(design, rows.right))))
    states: dict[str, History] = {}
    found = []
    for learner, item, skill, right, at in answers.rows():
        state = states.setdefault(learner, History())
        found.append(model.predict(state, item, skill, at))
        model.update(state, item, skill, bool(right), at)

    assert expected == pytest.approx(found, abs=1e-9)


_STREAM = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.booleans()), min_size=1, max_size=30
)


@given(_STREAM, _STREAM)
@settings(max_examples=50, deadline=None)
def test_the_past_does_not_depend_on_the_future(past, future) -> None:
    """Features before an answer are the same whatever follows."""
    features = Features({"a": 1.0, "b": -1.0})

    def seen(stream) -> list[list[float]]:
        state, found = History(), []
        for item, skill, right in stream:
            found.append(features.of(state, item, skill, 0.0))
            features.add(state, item, skill, int(right), 0.0)
        return found

    assert seen(past) == seen(past + future)[: len(past)]


def test_time_counts_where_it_is_known() -> None:
    """The days since the last answer are a feature, 0 without times."""
    features, state = Features({}), History()
    features.add(state, "i", "s", 1, 10 * DAY)

    assert np.log(3) == pytest.approx(features.of(state, "i", "s", 12 * DAY)[-1])
    assert 0.0 == features.of(state, "i", "s", 0.0)[-1]


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_the_fit_is_where_the_gradient_vanishes(seed: int) -> None:
    """Residuals are balanced by the prior in every direction."""
    rng = np.random.default_rng(seed)
    n = 120
    dense = np.column_stack([np.ones(n), rng.normal(size=n)])
    codes = rng.integers(0, 5, n).astype(np.int32)
    design = Design(dense, [Coded(codes, 5, 1.0), Coded(codes, 5, 2.0, rng.normal(size=n))])
    right = (rng.random(n) < 0.6).astype(float)

    weights = fit(design, right)

    p = 1 / (1 + np.exp(-design.scores(weights)))
    for slope, ridge, own in zip(design.against(p - right), design.ridges(), weights, strict=True):
        assert np.abs(slope + ridge * own).max() < 0.15


def test_nothing_to_fit_on_is_told() -> None:
    """One sentence."""
    with pytest.raises(TriposError, match="no answers"):
        AnswerModel.fit([])
