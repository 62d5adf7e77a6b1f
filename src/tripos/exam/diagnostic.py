"""The adaptive diagnostic: asks what tells most, stops when further questions would change little.

State goes in, the next question comes out: a diagnostic is the belief and its answers so far, and
can be taken up again after any interruption. What an answer says about the whole map is the mutual
information between both (Lindley 1956, Annals of Mathematical Statistics 27(4)); as it depends on
the map through its own competency alone, one marginal decides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tripos.atlas import Atlas
from tripos.chance import Floats
from tripos.exam.offer import Asked, Past
from tripos.exam.question import Rng

ENOUGH = 0.95  # expected share of the targets told right at which the diagnostic stops
LEAST_BITS = 0.06  # what the best question must tell to be worth asking
LEAST_QUESTIONS, MOST_QUESTIONS = 12, 60
_NEW_AREA = 1.3  # how much more a question counts in an area that was not asked about yet
_AGAIN = 0.6  # what each earlier question about the same competency leaves of the worth
_USED = 0.5  # the same for the same question with other numbers
_OFF_TARGET = 0.4  # what a question about something that targets only rest on is worth

Stop = Literal["sure", "little left", "long", "nothing left"]
STOPS: Mapping[Stop, str] = {
    "sure": "what you know is clear enough: 95% of the map is expected to be right",
    "little left": "no question left would tell much more",
    "long": f"{MOST_QUESTIONS} questions are enough for one sitting",
    "nothing left": "the bank has no further question about these topics",
}


@dataclass(frozen=True, slots=True)
class Next:
    """The question to ask and the bits it is expected to tell, or why to stop."""

    question: Asked | None
    bits: float
    stop: Stop | None = None


def accuracy(p: Mapping[str, float], targets: Collection[str]) -> float:
    """The expected share of `targets` told right by calling each known or not, as is likelier."""
    held = np.array([p[key] for key in targets])
    return float(np.maximum(held, 1 - held).mean()) if len(held) else 1.0


def next_question(
    atlas: Atlas, p: Mapping[str, float], targets: Collection[str], bank: Sequence[Asked],
    past: Sequence[Past], rng: Rng,
) -> Next:  # fmt: skip
    """What to ask now about `targets`, given the belief `p` and this sitting's answers."""
    if len(past) >= MOST_QUESTIONS:
        return Next(None, 0.0, "long")
    held = wanted(atlas, targets)
    about = [one for one in bank if one.competency in held]
    if not about:
        return Next(None, 0.0, "nothing left")
    worth = _worth(atlas, p, frozenset(targets), about, past)
    most = float(worth.max())
    if len(past) >= LEAST_QUESTIONS:
        if accuracy(p, targets) >= ENOUGH:
            return Next(None, most, "sure")
        if most < LEAST_BITS:
            return Next(None, most, "little left")
    best = np.flatnonzero(worth >= 0.97 * most)
    return Next(about[int(rng.choice(best))], most)


def wanted(atlas: Atlas, targets: Collection[str]) -> frozenset[str]:
    """The targets and all that they rest on."""
    return frozenset(targets).union(*(atlas.ancestors[key] for key in targets))


def _worth(
    atlas: Atlas, p: Mapping[str, float], targets: frozenset[str], about: Sequence[Asked],
    past: Sequence[Past],
) -> Floats:  # fmt: skip
    """Bits that each question would tell, weighed for breadth and repetition."""
    p_of = np.array([p[one.competency] for one in about])
    slip = np.array([one.scale.slip for one in about])
    guess = np.array([one.scale.guess for one in about])
    bits = information(p_of, slip, guess)
    times: dict[str, int] = {}
    for done in past:
        times[done.competency] = times.get(done.competency, 0) + 1
    used = {done.id for done in past}
    areas = {atlas[done.competency].area for done in past}
    weight = [
        (1.0 if one.competency in targets else _OFF_TARGET)
        * (1.0 if atlas[one.competency].area in areas else _NEW_AREA)
        * _AGAIN ** times.get(one.competency, 0)
        * (_USED if one.id in used else 1.0)
        for one in about
    ]
    return np.asarray(bits * np.array(weight))


def information(p: Floats, slip: Floats, guess: Floats) -> Floats:
    """Bits that answers are expected to tell, elementwise: p is the probability of mastery."""
    right = p * (1 - slip) + (1 - p) * guess
    return np.asarray(_entropy(right) - p * _entropy(slip) - (1 - p) * _entropy(guess))


def _entropy(p: Floats) -> Floats:
    held = np.clip(p, 1e-12, 1 - 1e-12)
    return np.asarray(-(held * np.log2(held) + (1 - held) * np.log2(1 - held)))
