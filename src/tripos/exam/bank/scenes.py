"""What questions about situations share: verdicts that facts decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tripos.exam.makers import choose
from tripos.exam.question import Rng, Variant


@dataclass(frozen=True, slots=True)
class Verdict:
    """An option that holds exactly where all the facts it `needs` are given (words)."""

    text: str
    needs: str
    said: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A situation, the facts in it (words), the verdict that is right, and why."""

    text: str
    facts: str
    verdict: str
    why: str


def pick(rng: Rng, items: Sequence[Any]) -> Any:
    """One of several things, whatever their type."""
    return items[int(rng.integers(len(items)))]


def judged(
    rng: Rng, scenes: Sequence[Scene], verdicts: Mapping[str, Verdict], ask: str, options: int = 4
) -> Variant:
    """A question on one of the scenes; the facts decide the answer once more."""
    scene: Scene = pick(rng, scenes)
    others = [name for name in verdicts if name != scene.verdict]
    others = [others[at] for at in rng.permutation(len(others))[: options - 1]]
    facts = set(scene.facts.split())

    def again() -> str:
        (found,) = [one.text for one in verdicts.values() if set(one.needs.split()) <= facts]
        return found

    return choose(
        rng, f"{scene.text}\n\n{ask}", verdicts[scene.verdict].text,
        [(verdicts[name].text, verdicts[name].said) for name in others], again=again,
        solution=f"{scene.why} So: {verdicts[scene.verdict].text}.",
    )  # fmt: skip
