"""Kinds of answers: how each is read from what somebody types, and when it is right.

Reading never punishes: what cannot be understood raises AnswerError with one sentence, and costs
nothing.
"""

from tripos.exam.answers.choice import Choice, Choices
from tripos.exam.answers.expression import Expression
from tripos.exam.answers.number import Number
from tripos.exam.answers.order import Matching, Ordering
from tripos.exam.answers.reading import AnswerError
from tripos.exam.answers.tuples import Interval, Matrix

Answer = Number | Expression | Choice | Choices | Matrix | Interval | Ordering | Matching

__all__ = [
    "Answer",
    "AnswerError",
    "Choice",
    "Choices",
    "Expression",
    "Interval",
    "Matching",
    "Matrix",
    "Number",
    "Ordering",
]
