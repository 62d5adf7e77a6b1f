"""A model of answers: the chance that the next one is right, and abilities that go together."""

from tripos.belief.answers.features import Features, History
from tripos.belief.answers.log import Answers, read_log
from tripos.belief.answers.model import AnswerModel

__all__ = ["AnswerModel", "Answers", "Features", "History", "read_log"]
