"""Abilities that go together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripos.belief.answers.abilities import Abilities, Joint, Recorded, fit_abilities

NO_EDGES = np.zeros((0, 2), dtype=np.intp)


def _recorded(learners: int, seed: int, edges: np.ndarray = NO_EDGES, most: int = 12) -> Recorded:
    """Two groups of six items, each with an ability of its own; `most` items are answered."""
    rng = np.random.default_rng(seed)
    rows = []
    for learner in range(learners):
        ability = rng.normal(size=2)
        for item in rng.permutation(12)[:most]:
            p = 1 / (1 + np.exp(-2 * ability[item // 6]))
            rows.append((learner, item, int(rng.random() < p)))
    table = np.array(rows)
    return Recorded(table[:, 0], table[:, 1], table[:, 2].astype(float), 12, edges)


@pytest.fixture(scope="module")
def abilities() -> Abilities:
    """Fitted on 400 learners."""
    return fit_abilities(
        _recorded(400, 1), np.random.default_rng(0), factors=2, starts=1, rounds=15
    )


def test_it_works(abilities: Abilities) -> None:
    """An answer tells much of its own group and little of the other."""
    before = abilities.belief(range(12))
    after = before.told(0, True).told(1, True)
    rise = after.chances() - before.chances()

    assert rise[2:6].min() > 0.1
    assert np.abs(rise[6:]).max() < 0.5 * rise[2:6].min()


def test_the_best_question_is_about_the_targets(abilities: Abilities) -> None:
    """It is asked where the targets are, and not what is known already."""
    belief = abilities.belief(range(12))

    worth = belief.worth(range(12), [4, 5])

    assert worth[:4].min() > worth[6:].max()
    assert belief.told(0, True).told(1, True).worth([2], [4])[0] < worth[2]


@given(
    st.floats(-2, 2), st.floats(0.1, 4), st.floats(-0.9, 0.9), st.floats(0.1, 4), st.booleans()
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_an_answer_moves_both_as_bayes_would(mean, variance, share, other, right) -> None:
    """Means and spreads after an answer are those of a fine grid."""
    shared = share * np.sqrt(variance * other)
    joint = Joint(np.array([mean, 0.3]), np.array([[variance, shared], [shared, other]]))
    z = np.linspace(mean - 9 * np.sqrt(variance), mean + 9 * np.sqrt(variance), 4001)
    weight = np.exp(-((z - mean) ** 2) / (2 * variance)) / (1 + np.exp(-z if right else z))
    weight /= weight.sum()
    expected = 0.3 + shared / variance * (weight @ z - mean)

    found = joint.told(0, right)

    assert weight @ z == pytest.approx(found.mean[0], abs=2e-3)
    assert weight @ (z - weight @ z) ** 2 == pytest.approx(found.spread[0, 0], abs=5e-3)
    assert expected == pytest.approx(found.mean[1], abs=2e-3)
    assert np.all(np.linalg.eigvalsh(found.spread) > -1e-9)


def test_edges_draw_together_what_little_data_says() -> None:
    """With few answers an edge makes two items more alike."""
    edge = np.array([[0, 6]])
    alone = fit_abilities(_recorded(60, 2), np.random.default_rng(0), factors=2, starts=1)
    joined = fit_abilities(
        _recorded(60, 2, edge), np.random.default_rng(0), factors=2, starts=1, smooth=50.0
    )

    def apart(model: Abilities) -> float:
        return float(np.linalg.norm(model.loadings[0] - model.loadings[6]))

    assert apart(joined) < apart(alone)


def test_the_same_seed_gives_the_same_model() -> None:
    """Starts are random, and repeatable."""
    one, two = (
        fit_abilities(_recorded(40, 3), np.random.default_rng(5), factors=2, starts=2, rounds=3)
        for _ in range(2)
    )

    assert np.array_equal(one.loadings, two.loadings)
