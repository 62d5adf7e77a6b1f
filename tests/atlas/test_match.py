"""What lines of a syllabus mean."""

from __future__ import annotations

import pytest

from tripos.atlas import Atlas, Example, Matcher, TopicMatch

# Phrased by the author of this test, without looking at aliases or tagged lines.
TOPICS = {
    "Ridge regression and the L2 penalty": "ridge-regression",
    "Sparse linear models with the lasso": "lasso",
    "Fitting a line by least squares": "ordinary-least-squares",
    "Eigenvalues and eigenvectors of a square matrix": "eigenvalues-eigenvectors",
    "The singular value decomposition (SVD)": "singular-value-decomposition",
    "Bayes' theorem": "bayes-rule",
    "Lagrange multipliers for constrained optimisation": "lagrange-multipliers",
    "Mini-batch stochastic gradient descent": "stochastic-gradient-descent",
    "Adam, RMSProp and momentum": "momentum-adaptive-methods",
    "The chain rule and Jacobians": "jacobian-chain-rule",
    "Central limit theorem": "law-of-large-numbers-clt",
    "Hypothesis tests and p-values": "hypothesis-testing",
    "Bootstrap confidence intervals": "bootstrap",
    "Maximum likelihood estimation": "maximum-likelihood",
    "Pandas: data frames, grouping and joins": "pandas-dataframes",
    "SQL queries: SELECT, JOIN, GROUP BY": "sql-querying",
    "Version control using git": "version-control",
    "Imputing missing values": "missing-data",
    "One-hot encoding of categorical variables": "categorical-encoding",
    "Logistic regression for binary outcomes": "logistic-regression",
    "k-nearest neighbours": "k-nearest-neighbours",
    "Naive Bayes for spam filtering": "naive-bayes",
    "Support vector machines with soft margins": "soft-margin-svm",
    "The kernel trick": "kernel-methods",
    "Random forests": "random-forests",
    "Gradient boosted trees": "gradient-boosting",
    "XGBoost and LightGBM in practice": "boosted-tree-libraries",
    "k-fold cross-validation": "cross-validation",
    "ROC curves and the area under them": "roc-analysis",
    "Bias-variance trade-off": "bias-variance-decomposition",
    "Leakage of test data into training": "data-leakage",
    "VC dimension": "vc-dimension",
    "Lloyd's algorithm for k-means": "k-means",
    "Dimensionality reduction by PCA": "principal-component-analysis",
    "Fitting Gaussian mixtures": "gaussian-mixture-models",
    "DBSCAN": "density-based-clustering",
    "word2vec and GloVe embeddings": "word-embeddings",
    "Retrieval-augmented generation": "retrieval-augmented-generation",
    "Hidden Markov models and the Viterbi algorithm": "hidden-markov-models",
    "Metropolis-Hastings sampling": "markov-chain-monte-carlo",
    "Backpropagation": "backpropagation",
    "Convolutional neural networks for images": "convolutional-networks",
    "LSTM and GRU": "recurrent-networks",
    "Self-attention and transformers": "transformer-architecture",
    "Q-learning": "temporal-difference-learning",
    "Thompson sampling for bandits": "multi-armed-bandits",
    "SHAP values": "shapley-values",
    "Docker containers": "containers",
    "Monitoring models for drift": "drift-monitoring",
    "A/B tests of models in production": "online-experiments",
}
ADMINISTRATIVE = [
    "Course logistics and grading policy",
    "Midterm exam",
    "No class: Thanksgiving holiday",
    "Office hours",
    "Guest lecture",
    "Welcome and syllabus",
    "Homework 3 due on Friday",
    "Reading list and textbooks",
]  # fmt: skip
ODD = {
    "empty": "",
    "blank": "  \t ",
    "emoji": "🎓🤖🔥",
    "2000 letters": "x" * 2000,
    "100,000 letters": "q" * 100_000,
    "stop words": "what is the that of and in for",
    "marks": "--- ,,, ;;; ()",
    "other script": "機械学習入門",
    "control characters": "\x00\x1b[31m\x07",
}


def ids(found: TopicMatch) -> list[str]:
    """The competencies found, best first."""
    return [match.id for match in found.matches]


def test_it_works(matcher: Matcher) -> None:
    """A topic comes back with its best match first and scores from 0 to 1."""
    found = matcher.match("Ridge regression")

    assert ("Ridge regression", False, "ridge-regression") == (
        found.topic, found.missing, found.matches[0].id,
    )  # fmt: skip
    scores = [match.score for match in found.matches]
    assert sorted(scores, reverse=True) == scores
    assert all(0 < score <= 1 for score in scores)


def test_expected_ids_exist(atlas: Atlas) -> None:
    """The table names competencies of the atlas."""
    assert set(TOPICS.values()) <= set(atlas)


def test_almost_all_are_among_the_matches(matcher: Matcher) -> None:
    """At least 97% of plain phrasings are found."""
    wrong = {topic: ids(matcher.match(topic)) for topic in TOPICS}
    wrong = {topic: found for topic, found in wrong.items() if TOPICS[topic] not in found}

    assert 0.03 * len(TOPICS) >= len(wrong), wrong


def test_most_are_the_best_match(matcher: Matcher) -> None:
    """For at least 85% of plain phrasings the best match is right."""
    best = {topic: ids(matcher.match(topic))[:1] for topic in TOPICS}
    wrong = {topic: found for topic, found in best.items() if [TOPICS[topic]] != found}

    assert 0.15 * len(TOPICS) >= len(wrong), wrong


@pytest.mark.parametrize("topic", ADMINISTRATIVE)
def test_administrative_lines_are_missing(matcher: Matcher, topic: str) -> None:
    """A line about how a course is run means no competency."""
    assert TopicMatch(topic, True, ()) == matcher.match(topic)


@pytest.mark.parametrize("topic", ODD.values(), ids=ODD)
def test_odd_lines_are_missing(matcher: Matcher, topic: str) -> None:
    """A line without a telling word means no competency, and keeps its text."""
    assert TopicMatch(topic, True, ()) == matcher.match(topic)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Regularisation", "Regularization"),
        ("RANDOM FORESTS", "random forests"),
        ("cross-validation", "cross validation"),
        ("Naïve Bayes", "Naive Bayes"),
        ("Bayes’ rule", "Bayes' rule"),
        ("decision trees", "decision tree"),
    ],
)
def test_spelling_does_not_matter(matcher: Matcher, one: str, other: str) -> None:
    """British or American, accents, hyphens, case and plural lead to the same best match."""
    assert ids(matcher.match(one))[:1] == ids(matcher.match(other))[:1] != []


def test_a_list_is_read_part_by_part(matcher: Matcher) -> None:
    """Each thing that a line lists is found."""
    found = ids(matcher.match("k-means, hierarchical clustering, DBSCAN"))

    assert {"k-means", "hierarchical-clustering", "density-based-clustering"} <= set(found)


def test_most(matcher: Matcher) -> None:
    """No more matches are given than asked for, and those are the best."""
    topic = "k-means, hierarchical clustering, DBSCAN, Gaussian mixtures"

    assert ids(matcher.match(topic, most=4))[:2] == ids(matcher.match(topic, most=2))


def test_same_topic_same_answer(matcher: Matcher) -> None:
    """Asking again, and other topics in between, change nothing."""
    first = matcher.match("bias and variance")
    matcher.match("something else")

    assert first == matcher.match("bias and variance")


def test_every_name_means_itself(matcher: Matcher, atlas: Atlas) -> None:
    """A competency is the best match of its own name, but for near twins."""
    wrong = [item.id for item in atlas.values() if ids(matcher.match(item.name))[:1] != [item.id]]

    assert 0.03 * len(atlas) >= len(wrong), wrong


def test_examples_teach(matcher: Matcher, atlas: Atlas) -> None:
    """A tagged text lends its meaning to lines like it."""
    taught = Matcher(atlas, [Example("zorbing with quux tables", {"lasso": 1.0})])

    assert matcher.match("quux tables for zorbing").missing
    assert ["lasso"] == ids(taught.match("quux tables for zorbing"))
