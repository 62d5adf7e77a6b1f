"""Doors: what stands between a person and each posting they aim at.

A posting passes whoever takes one of its routes (a degree and years of experience), shows enough
of the competencies it asks for, and is not passed over at the unwritten look at credentials. All
of these only ever grow with time, so that each door opens once, in one month.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tripos.catalog import Catalog
from tripos.chance import Floats
from tripos.decide.coverage import Asked
from tripos.decide.inputs import Register, beta_input
from tripos.decide.posting import Posting
from tripos.decide.posting.skills import skill_of
from tripos.person import Person

RANK_OF = {"none": 0, "associate": 1, "bachelors": 2, "masters": 3, "phd": 4}
GRADUATE = ("masters-required", "phd-required")


@dataclass(frozen=True, slots=True)
class Route:
    """One way to satisfy a posting: a degree of `rank` or more, and `years` of technical work.

    `instead` marks a way round the degree, on which further years stand for it.
    """

    rank: int
    years: float
    instead: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """The formal screen of a posting: its routes, and the rank of a degree it only prefers."""

    routes: tuple[Route, ...]
    preferred: int = 0

    @property
    def insists(self) -> int:
        """The least rank without which no route exists."""
        return min(route.rank for route in self.routes)


@dataclass(frozen=True, slots=True)
class Door:
    """A target: a posting, or a typical posting of a role whose screen is itself uncertain.

    `mix` holds screens with their probabilities (one screen for a real posting); the probability
    of a graduate screen is the input `graduate` where there is one. `asks` holds, for each skill
    that is asked for, the competencies to be shown. `quote` is the text the screen rests on.
    """

    id: str
    label: str
    weight: float
    mix: tuple[tuple[float, Screen], ...]
    asks: Asked
    quote: str = ""
    graduate: str | None = None
    kind: str = "posting"

    def share_insisting(self, rank: int, draws: Mapping[str, Floats]) -> float:
        """The chance that it insists on more than a degree of `rank`."""
        above = sum(weight for weight, screen in self.mix if screen.insists > rank)
        if self.graduate is None or rank >= 3:
            return above
        graduate = sum(weight for weight, screen in self.mix if screen.insists >= 3)
        share = float(draws[self.graduate].mean())
        return share + (above - graduate) * (1 - share) / (1 - graduate)

    @property
    def screen(self) -> Screen:
        """The most likely screen."""
        return max(self.mix, key=lambda pair: pair[0])[1]


def posting_doors(postings: Sequence[Posting]) -> list[Door]:
    """One door for each posting, all of equal weight; copies count once."""
    return [
        Door(
            id=posting.id,
            label=posting.title or posting.file,
            weight=1 / len(postings),
            mix=((1.0, posting_screen(posting)),),
            asks=tuple(skill.competencies for skill in posting.skills if skill.competencies),
            quote=_quote(posting),
        )
        for posting in postings
    ]


_QUOTE = 160  # characters of a quotation in the report


def _quote(posting: Posting) -> str:
    """The words that the degree screen rests on, within their line and at most 160 characters."""
    spans = posting.degree.screen.spans
    if not spans:
        return ""
    text, span = posting.text, spans[0]
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    if len(line) > _QUOTE:
        spare = max(0, _QUOTE - len(span.text)) // 2
        first = max(start, span.start - spare)
        line = "…" + text[first : first + _QUOTE].strip() + "…"
    return line.strip(" \t-*•")


def posting_screen(posting: Posting) -> Screen:
    """The routes that a posting's reading leaves open."""
    degree = posting.degree
    preferred = RANK_OF[degree.preferred_degree.value]
    years = degree.years_min.value or 0.0
    if degree.years_by_degree:
        routes = [
            Route(RANK_OF[key], float(needed), instead=False)
            for key, needed in degree.years_by_degree.items()
        ]
        return Screen(_least(routes), preferred)
    kind = degree.screen.value
    rank = RANK_OF[degree.minimum_degree.value]
    if kind in ("none-stated", "degree-preferred"):
        return Screen((Route(0, years),), preferred)
    if kind == "degree-or-equivalent-experience":
        ways = [Route(rank, years)]
        if degree.equivalent_experience_ok.value:
            ways.append(Route(0, years, instead=True))
        return Screen(tuple(ways), preferred)
    least = {"phd-required": 4, "masters-required": 3, "bachelors-required": 2}[kind]
    return Screen((Route(max(rank, least) if rank else least, years),), preferred)


def _least(routes: Iterable[Route]) -> tuple[Route, ...]:
    return tuple(sorted(routes, key=lambda route: (route.rank, route.years)))


_USUAL_YEARS = {"intern": 0.0, "junior": 0.0, "mid": 3.0, "senior": 5.0, "lead": 6.0}
_ROLE = {
    "data-analyst": "analyst", "software-engineer": "ml-engineer", "ai-engineer": "ml-engineer",
}  # fmt: skip
TYPICAL = 10
_SPREAD = (0.0, -1.0, 0.0, 1.0)  # postings of one rank differ in the years they ask for


def typical_doors(person: Person, catalog: Catalog, register: Register) -> list[Door]:
    """Doors for somebody who brings no postings: typical ones of the roles they name.

    Each stands for one posting drawn from those that were counted for the role (the finding
    `screens-by-role`), with the usual years for the seniority; the share that insists on a
    graduate degree is uncertain, Beta(k + 1, n - k + 1) for k of n counted. Each asks for a
    different draw of the skills that postings of the role ask for (`skills-by-role`).
    """
    counts = _counts(catalog)
    families = sorted({_ROLE.get(name, name) for name in person.goals.role_families})
    families = [name for name in families if name in counts] or ["ml-engineer"]
    years = _USUAL_YEARS[person.goals.seniority or _usual_rank(person)]
    doors = []
    for at in range(TYPICAL):
        role = families[at % len(families)]
        doors.append(
            Door(
                id=f"typical-{at + 1}",
                label=f"a typical {role} posting",
                weight=1 / TYPICAL,
                mix=_typical_mix(counts[role], max(0.0, years + _SPREAD[at % len(_SPREAD)])),
                asks=_typical_asks(role, at, catalog),
                graduate=_graduate_share(role, counts[role], register),
                kind="typical",
            )
        )
    return doors


def _usual_rank(person: Person) -> str:
    """The rank to aim at for somebody who names none."""
    background = person.background
    newcomer = background.technical_role is False or (background.years_experience or 0) < 2
    return "junior" if newcomer else "mid"


def _typical_asks(role: str, at: int, catalog: Catalog) -> Asked:
    """The skills, each with its competencies, that the posting number `at` of a role asks for.

    A skill is in when its share among postings exceeds a fixed number in [0, 1) made from the
    role, the posting's number and the skill, so that the ten postings differ and always repeat.
    """
    shares: Any = catalog.statistics["skills-by-role"].fact.value
    asked = [
        skill_of(skill)
        for skill, share in shares[role].items()
        if share > zlib.crc32(f"{role}/{at}/{skill}".encode()) / 2**32
    ]
    return tuple(skill.competencies for skill in asked if skill and skill.competencies)


def _counts(catalog: Catalog) -> Mapping[str, Mapping[str, float]]:
    value: Any = catalog.statistics["screens-by-role"].fact.value
    overall = {key: sum(row.get(key, 0) for row in value.values()) for key in _SCREENS}
    total = sum(overall.values())
    # Few postings were counted for some roles: each row is smoothed by six postings of the whole.
    return {
        role: {key: row.get(key, 0) + 6 * overall[key] / total for key in _SCREENS}
        for role, row in value.items()
    }


_SCREENS: dict[str, tuple[tuple[int, bool], ...]] = {
    "phd-required": ((4, False),),
    "masters-required": ((3, False),),
    "bachelors-required": ((2, False),),
    "degree-or-equivalent-experience": ((2, False), (0, True)),
    "degree-preferred": ((0, False),),
    "none-stated": ((0, False),),
}


def _typical_mix(row: Mapping[str, float], years: float) -> tuple[tuple[float, Screen], ...]:
    total = sum(row.values())
    return tuple(
        (
            row[key] / total,
            Screen(
                tuple(Route(rank, years, instead) for rank, instead in ways),
                preferred=3 if key == "degree-preferred" else 0,
            ),
        )
        for key, ways in _SCREENS.items()
    )


def _graduate_share(role: str, row: Mapping[str, float], register: Register) -> str:
    yes = sum(row[key] for key in GRADUATE)
    no = sum(row.values()) - yes
    return register.add(
        beta_input(f"market.{role}.graduate", f"Share of {role} postings that insist on a master's",
                   yes + 1, no + 1, unit="share", facts=("screens-by-role.value",),
                   verify="your own target postings: tripos decide --postings")
    )  # fmt: skip


def doctoral_door(catalog: Catalog) -> Door:
    """The place in a doctoral programme that somebody who plans a PhD aims at."""
    weight = catalog.assumption("phd-share")[1]
    screen = Screen((Route(2, 0.0),))
    return Door("doctorate", "a doctoral place", weight, ((1.0, screen),), (), kind="doctorate")


def all_doors(
    person: Person, postings: Sequence[Posting], catalog: Catalog, register: Register
) -> tuple[Door, ...]:
    """The person's targets with weights that add up to one."""
    doors = posting_doors(postings) or typical_doors(person, catalog, register)
    if not person.goals.phd:
        return tuple(doors)
    place = doctoral_door(catalog)
    return (*(_weighted(door, 1 - place.weight) for door in doors), place)


def _weighted(door: Door, by: float) -> Door:
    return replace(door, weight=door.weight * by)
