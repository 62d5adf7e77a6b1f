"""`tripos bank`."""

from __future__ import annotations

import json


def test_it_works(run) -> None:
    """The status counts generators by competency, in words and as JSON."""
    assert "generators" in run("bank", "status").out
    found = json.loads(run("bank", "status", "--json").out)
    assert found["generators"] >= 3
    one = found["competencies"]["vectors-and-norms"]
    assert one["generators"] >= 3
    assert "number" in one["kinds"]


def test_one_variant_with_its_answer(run) -> None:
    """The same seed shows the same question, answer and solution."""
    first = json.loads(run("bank", "show", "vectors-cosine", "--seed", "4", "--json").out)
    again = json.loads(run("bank", "show", "vectors-cosine", "--seed", "4", "--json").out)
    other = json.loads(run("bank", "show", "vectors-cosine", "--seed", "5", "--json").out)

    assert first == again
    assert first["prompt"] != other["prompt"]
    right = json.loads(
        run("bank", "try", "vectors-cosine", first["answer"], "--seed", "4", "--json").out
    )
    assert right["right"]


def test_wrong_input_is_told(run) -> None:
    """An unknown question and an unreadable answer are one sentence each."""
    assert "vectors-cosine" in run("bank", "show", "vectors-cosin").sentence
    assert "write decimals with a point" in run("bank", "try", "vectors-cosine", "1,5").sentence


def test_a_wrong_answer_is_explained(run) -> None:
    """The answer and the way to it follow."""
    out = run("bank", "try", "vectors-cosine", "7").out

    assert "Not right" in out
    assert "The answer is" in out


def test_what_is_missing(run) -> None:
    """Core competencies with too few questions can be listed."""
    found = json.loads(run("bank", "status", "--missing", "--json").out)

    assert all(row["generators"] < 3 for row in found["competencies"].values())
