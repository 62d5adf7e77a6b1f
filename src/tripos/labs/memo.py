"""Memos as labs judge them: a head in YAML that is computed again, and prose without numbers of
its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from tripos.labs.contract import expect, wrong

LEAST_WORDS, MOST_WORDS = 60, 400
_LONGEST = 20_000
_NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")


def split_memo(value: Any, keys: set[str]) -> tuple[dict[str, Any], str]:
    """Head and prose of a memo whose head has exactly these keys.

    Raises WrongError naming what its form lacks.
    """
    if not isinstance(value, str):
        wrong(f"memo must return text, not {type(value).__name__}")
    expect(len(value) <= _LONGEST, "the memo is longer than anybody reads")
    parts = re.split(r"^---\s*$", value, maxsplit=2, flags=re.MULTILINE)
    expect(
        len(parts) == 3 and not parts[0].strip(),
        "the memo must begin with a head between two lines of three hyphens",
    )
    expect("&" not in parts[1] and "*" not in parts[1], "the head may not use anchors of YAML")
    try:
        head = yaml.safe_load(parts[1])
    except (yaml.YAMLError, RecursionError, ValueError):
        wrong("the head between the lines of hyphens is not YAML that can be read")
    if not isinstance(head, dict) or set(head) != keys:
        wrong(f"the head must be an object with exactly the keys {', '.join(sorted(keys))}")
    return head, parts[2]


def expect_sentences(head: dict[str, Any], key: str, least: int) -> None:
    """Raises WrongError unless the head lists so many sentences under `key`."""
    said = head[key]
    fits = isinstance(said, list) and all(isinstance(one, str) and one.strip() for one in said)
    expect(fits and len(said) >= least, f"head: {key} must list at least {least} sentence(s)")


def is_number(value: Any) -> bool:
    """Whether a value of the head is a finite number of sane size."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12


def expect_prose(
    prose: str, declared: Sequence[float], told: Sequence[tuple[float, str]], names: Sequence[str]
) -> None:
    """Raises WrongError unless the prose has 60 to 400 words, has the `names`, tells the numbers
    of `told` (with what each is), and no number that is none of `declared`."""
    count = len(_WORD.findall(prose))
    expect(
        LEAST_WORDS <= count <= MOST_WORDS,
        f"the prose must have {LEAST_WORDS} to {MOST_WORDS} words",
    )
    for name in names:
        expect(name in prose.lower(), f"the prose does not name {name}")
    found = [text for text in _NUMBER.findall(prose) if not _is_of(text, declared)]
    expect(
        not found, f"the prose has a number that the head does not declare: {', '.join(found[:3])}"
    )
    for value, what in told:
        said = any(_rounds(text, value) for text in _NUMBER.findall(prose))
        expect(said, f"the prose does not say {what}")


def _is_of(text: str, declared: Sequence[float]) -> bool:
    """Whether a number is a rounding of a declared one, as it is or in per cent, sign aside."""
    return any(
        _rounds(text, scale * one) for one in declared for scale in (1, 100, -1, -100)
    )  # fmt: skip


def _rounds(text: str, value: float) -> bool:
    plain = text.replace(",", "")
    digits = len(plain.partition(".")[2])
    return abs(float(plain) - value) <= 0.5 * 10.0**-digits + 1e-9
