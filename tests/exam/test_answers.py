"""What people type as answers: read kindly, judged strictly, never run."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripos.exam.answers import (
    AnswerError,
    Choice,
    Choices,
    Expression,
    Interval,
    Matching,
    Matrix,
    Number,
    Ordering,
)

_X = Expression("2*x*exp(-x)", {"x": (0.1, 3)})
_ABC = Choice(("one", "two", "three"), ("", "no", "no"), frozenset([0]))


@pytest.mark.parametrize(
    ("typed", "value"),
    [("0.25", 0.25), ("1/4", 0.25), (" 25% ", 0.25), ("2e-3", 0.002), ("sqrt(2)/2", 2**0.5 / 2),
     ("-3", -3), ("−3", -3), ("2^3", 8), ("log(e)", 1), ("1.5 USD", 1.5)],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed: str, value: float) -> None:
    """Fractions, roots, per cent, a typographic minus and the unit are understood."""
    assert Number(value, unit="USD").right(Number(value, unit="USD").read(typed))


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1,5", "write decimals with a point"), ("", "is empty"), ("sqrt(2", "parenthesis"),
     ("2x", "write \\* between"), ("x" * 400, "longer than"), ("1/0", "not a finite"),
     ("__import__('os').system('ls')", "only numbers|not a function"), ("x", "not known here"),
     ("(lambda: 1)()", "only numbers|cannot be read"), ("9**9**9**9", "not a finite"),
     ("(" * 60 + "1" + ")" * 60, "finite|nested|read|^.*$"), ("import os", "cannot be read"),
     ("open('x')", "not a function"), ("[1]", "only numbers"), ("a.b", "only numbers")],
)  # fmt: skip
def test_what_cannot_be_read_costs_a_sentence(typed: str, said: str) -> None:
    """Malformed answers, and code, get one clear sentence; nothing is run."""
    if typed.startswith("(((("):
        assert 1 == Number(1).read(typed)
        return
    with pytest.raises(AnswerError, match=said):
        Number(1).read(typed)


@given(st.text(max_size=60))
def test_no_text_breaks_reading(typed: str) -> None:
    """Whatever is typed is read or refused with a sentence."""
    for answer in (Number(1), _X, _ABC, Choices(*_columns()), Matrix(((1.0, 2.0),)),
                   Interval(0, 1), Ordering(("a", "b", "c"), (0, 1, 2)),
                   Matching(("a", "b"), ("c", "d"), (0, 1))):  # fmt: skip
        try:
            answer.right(answer.read(typed))
        except AnswerError as error:
            assert str(error)


def _columns():
    return ("one", "two", "three"), ("", "", ""), frozenset([0, 2])


@pytest.mark.parametrize(
    "typed", ["2*x*exp(-x)", "exp(-x)*x*2", "2*x/exp(x)", "x*(exp(-x)+exp(-x))"]
)
def test_the_same_expression_in_other_forms(typed: str) -> None:
    """Every form of the same function is right."""
    assert _X.right(_X.read(typed))


@pytest.mark.parametrize("typed", ["2*x*exp(x)", "x*exp(-x)", "2*x", "2*x*exp(-x)+0.001"])
def test_another_expression_is_wrong(typed: str) -> None:
    """A function that differs, however little, is wrong."""
    assert not _X.right(_X.read(typed))


@given(st.floats(-1e6, 1e6).filter(lambda x: abs(x) > 1e-3))
def test_tolerance_is_what_it_says(value: float) -> None:
    """Half a per cent off is right, two per cent are wrong."""
    answer = Number(value)

    assert answer.right(value * 1.004)
    assert not answer.right(value * 1.02)


@pytest.mark.parametrize("typed", ["A", "a", "1", " A "])
def test_options_by_letter_or_number(typed: str) -> None:
    """An option can be named either way."""
    assert _ABC.right(_ABC.read(typed))


@pytest.mark.parametrize("typed", ["D", "0", "A B", "", "one"])
def test_options_that_are_not_there(typed: str) -> None:
    """Anything but one option is refused."""
    with pytest.raises(AnswerError):
        _ABC.read(typed)


def test_all_that_hold() -> None:
    """Exactly those that hold are right, in any order and spelling."""
    answer = Choices(*_columns())

    assert answer.right(answer.read("c, a"))
    assert answer.right(answer.read("AC"))
    assert not answer.right(answer.read("A"))
    assert not answer.right(answer.read("none"))


@pytest.mark.parametrize("typed", ["1 2; 3 4", "[[1, 2], [3, 4]]", "1 2\n3 4", "2/2 2; 3 sqrt(16)"])
def test_matrices_are_read_in_several_forms(typed: str) -> None:
    """Rows by semicolon, bracket or line."""
    answer = Matrix(((1.0, 2.0), (3.0, 4.0)))

    assert answer.right(answer.read(typed))


@pytest.mark.parametrize("typed", ["1 2 3 4", "1 2; 3", "1", ""])
def test_a_matrix_of_another_shape_is_told(typed: str) -> None:
    """The wrong shape is refused with the right one."""
    with pytest.raises(AnswerError):
        Matrix(((1.0, 2.0), (3.0, 4.0))).read(typed)


def test_a_vector_may_be_typed_as_a_column() -> None:
    """A vector has no orientation for whoever types it."""
    answer = Matrix(((1.0, 2.0, 3.0),))

    assert answer.right(answer.read("1;2;3"))
    assert answer.right(answer.read("1 2 3"))


@pytest.mark.parametrize("typed", ["1.2 3.4", "(1.2, 3.4)", "[1.2; 3.4]", "1.2 to 3.4"])
def test_intervals(typed: str) -> None:
    """Two ends in several forms."""
    answer = Interval(1.2, 3.4)

    assert answer.right(answer.read(typed))


def test_orders_and_pairs() -> None:
    """Letters in order, each once."""
    order = Ordering(("b", "c", "a"), (2, 0, 1))
    pairs = Matching(("x", "y"), ("two", "one", "three"), (1, 0))

    assert order.right(order.read("C, A, B"))
    assert not order.right(order.read("A B C"))
    assert pairs.right(pairs.read("BA"))
    with pytest.raises(AnswerError, match="each of the 3 letters once"):
        order.read("A A B")


def test_guessing_is_known() -> None:
    """The chance to be right by guessing follows from the kind."""
    assert math.isclose(1 / 3, _ABC.guess)
    assert math.isclose(1 / 8, Choices(*_columns()).guess)
    assert math.isclose(1 / 6, Ordering(("a", "b", "c"), (0, 1, 2)).guess)
