"""Examine: generated questions, checked answers, what they say about a learner."""

from tripos.exam.bank import all_generators, find_generator
from tripos.exam.question import Generator, Mistake, Option, Variant, question

__all__ = [
    "Generator",
    "Mistake",
    "Option",
    "Variant",
    "all_generators",
    "find_generator",
    "question",
]
