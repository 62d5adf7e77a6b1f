"""What is told after a case: what was wrong, how it differs from a sound project, and a guard."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from tripos.labs.gym.case import (
    GUARD,
    GUARD_STARTER,
    PIPELINE,
    Case,
    code_of,
    codes_of,
)


@dataclass(frozen=True, slots=True)
class Debrief:
    """The story of a case; `diff` leads from the project as given to a sound one."""

    cause: str
    causes: tuple[tuple[str, str], ...]  # code and words; two where two things were wrong
    healthy: bool
    story: str
    hints: tuple[str, ...]
    diff: str
    guard: str


def debrief(case: Case) -> Debrief:
    """Everything about a case that was kept back."""
    card = case.family.card
    sound, given = case.code("healthy")[PIPELINE], case.code(case.given)[PIPELINE]
    return Debrief(
        case.cause, tuple((code, case.causes[code]) for code in codes_of(case.cause)),
        case.healthy, card.story.strip(), card.hints, diff_of(given, sound, "as given", "sound"),
        case.family.text(GUARD),
    )  # fmt: skip


def diff_of(before: str, after: str, name: str, other: str) -> str:
    """A unified diff; '' where nothing differs."""
    return "".join(difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), name, other
    ))  # fmt: skip


def changes(case: Case, project: Mapping[str, str]) -> dict[str, str]:
    """What a project has otherwise than it was given, by file."""
    given = {**case.code(case.given), GUARD: GUARD_STARTER}
    found = {}
    for name, text in sorted(code_of(project).items()):
        diff = diff_of(given.get(name, ""), text, f"{name} as given", f"{name} now")
        if diff:
            found[name] = diff
    return found
