"""Reads which skills of a closed list a posting asks for, and the competencies each is made of.

Each word of the text is looked up by its first two letters, and only the wordings that begin so
are tried there: a thousand postings take seconds however long the list grows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tripos.content import read_package_folder
from tripos.decide.posting.lines import Line
from tripos.decide.posting.reading import SkillReading, Span

_FOLDER = Path(__file__).parent / "data"
_NOT_ASKED = frozenset(["benefits", "company", "legal"])
_WORD = re.compile(r"\w+")
_AROUND = 40
_MOST_SPANS = 5
_ASCII = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)} | {ord("\n"): " "}
_DEGREE_FIELD = re.compile(
    r"\b(?:degrees?|bachelor\W?s?|masters?|master\Ws|ph\.?d\.?|b\.?sc?\.?|m\.?sc?\.?|diploma|"
    r"background|major|graduate|studies)\b[^.;:\n]{0,40}?\b(?:in|of)\b"
    r"((?:(?!\b(?:experience|knowledge|proficien|skills?|with|ability|understanding)\b)[^.;:\n])"
    r"{0,220})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill of the closed list; `field` tells one that is also a subject of degrees."""

    id: str
    name: str
    competencies: tuple[str, ...]
    unless: re.Pattern[str] | None
    field: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """The wordings that share their first letters: of any skill together, and of each skill."""

    any: re.Pattern[str]
    each: tuple[tuple[Skill, re.Pattern[str]], ...]


_Lookup = Mapping[str, _Group]


@dataclass(frozen=True, slots=True)
class _Wordings:
    """Patterns by the first two letters of a word: of lower-cased text, and of text as it is."""

    skills: dict[str, Skill]
    lower: _Lookup
    exact: _Lookup


_Parts = defaultdict[str, defaultdict[str, list[str]]]


@cache
def _wordings() -> _Wordings:
    rows: Any = read_package_folder(_FOLDER, "skills.yaml")["skills.yaml"]
    skills: dict[str, Skill] = {}
    lower: _Parts = defaultdict(lambda: defaultdict(list))
    exact: _Parts = defaultdict(lambda: defaultdict(list))
    for key, row in rows.items():
        unless = re.compile(row["unless"], re.IGNORECASE) if "unless" in row else None
        skills[key] = Skill(
            key, row["name"], tuple(row["competencies"]), unless, bool(row.get("field"))
        )
        for phrase in row.get("words", ()):
            for start in _starts(phrase):
                lower[start][key].append(pattern_of(phrase))
        for phrase in row.get("exact", ()):
            exact[_starts(phrase)[0]][key].append(_exact(phrase))
        for before, phrase in row.get("before", ()):
            exact[phrase[:2]][key].append(f"(?<={re.escape(before)}){_exact(phrase)}")
    return _Wordings(skills, _compiled(lower, skills), _compiled(exact, skills))


def _compiled(table: Mapping[str, Mapping[str, list[str]]], skills: Mapping[str, Skill]) -> _Lookup:
    return {
        start: _Group(
            re.compile("|".join(part for parts in row.values() for part in parts)),
            tuple((skills[key], re.compile("|".join(parts))) for key, parts in row.items()),
        )
        for start, row in table.items()
    }


def _starts(phrase: str) -> tuple[str, ...]:
    """The first two characters of the first word of each way `phrase` can begin."""
    options = phrase[1 : phrase.index(")")].split("|") if phrase[0] == "(" else [phrase]
    return tuple(dict.fromkeys(_WORD.match(option)[0][:2] for option in options))  # type: ignore[index]


def _exact(phrase: str) -> str:
    end = r"(?!\w)" if phrase[-1].isalnum() else ""
    return re.escape(phrase) + end


def pattern_of(phrase: str) -> str:
    """The regular expression of a wording as data/skills.yaml writes it."""
    parts = []
    for token in re.findall(r"<\d> ?|\*| |\.\?|\S", phrase):
        if len(token) > 2:
            parts.append(rf"(?:[\w/&-]+,? ){{0,{token[1]}}}")
        else:
            parts.append(_TOKENS.get(token) or re.escape(token))
    plural = "s?" if phrase[-1].isalpha() or phrase[-1] == ")" else ""
    return "".join(parts) + plural + r"(?!\w)"


_TOKENS = {"*": r"\w*", " ": "[ -]", "?": "?", ".?": r"\.?", "(": "(?:", ")": ")", "|": "|",
           "~": "[sz]"}  # fmt: skip


def read_skills(text: str, lines: Sequence[Line]) -> tuple[SkillReading, ...]:
    """The skills asked for, in the order of the list, each with its first few mentions.

    What stands only under benefits, about the company or in legal text does not count.
    """
    found: dict[str, list[Span]] = defaultdict(list)
    lower = text.translate(_ASCII)
    for line in lines:
        if line.section not in _NOT_ASKED:
            for skill, match in _mentions(line, lower, text):
                if len(found.get(skill.id, ())) < _MOST_SPANS and _is_asked(
                    skill, match, text, line
                ):
                    start, end = match.span()
                    found[skill.id].append(Span(start, end, text[start:end]))
    return tuple(
        SkillReading(skill.id, skill.name, skill.competencies, tuple(found[skill.id]))
        for skill in _wordings().skills.values()
        if skill.id in found
    )


def _mentions(line: Line, lower: str, text: str) -> Iterator[tuple[Skill, re.Match[str]]]:
    table = _wordings()
    for word in _WORD.finditer(lower, line.start, line.end):
        start = word.start()
        first = min(start + 2, word.end())
        for lookup, where in ((table.lower, lower), (table.exact, text)):
            group = lookup.get(where[start:first])
            if group and group.any.match(where, start, line.end):
                for skill, pattern in group.each:
                    match = pattern.match(where, start, line.end)
                    if match:
                        yield skill, match


def _is_asked(skill: Skill, match: re.Match[str], text: str, line: Line) -> bool:
    """Whether the words mean the skill here, and not the field of a degree or something else."""
    start, end = match.span()
    around = max(0, start - _AROUND)
    if skill.unless and skill.unless.search(text, around, end + _AROUND):
        return False
    if not skill.field:
        return True
    fields = (found.span(1) for found in _DEGREE_FIELD.finditer(line.text))
    return not any(a <= start - line.start < b for a, b in fields)


def skill_of(key: str) -> Skill | None:
    """The skill of that id."""
    return _wordings().skills.get(key)


def skill_ids() -> tuple[str, ...]:
    """The ids of the closed list, in its order."""
    return tuple(_wordings().skills)
