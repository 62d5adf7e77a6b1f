"""What is read from one posting: each value with the words it rests on and a confidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar, get_args

from tripos.decide.posting.fingerprint import fingerprint

Screen = Literal[
    "phd-required", "masters-required", "bachelors-required", "degree-or-equivalent-experience",
    "degree-preferred", "none-stated",
]  # fmt: skip
Degree = Literal["none", "associate", "bachelors", "masters", "phd"]
Rank = Literal["intern", "junior", "mid", "senior", "lead", "manager", "unspecified"]
Family = Literal[
    "ml-engineer", "data-scientist", "applied-scientist", "research-scientist", "mlops",
    "data-engineer", "analyst", "other",
]  # fmt: skip

SCREENS: tuple[Screen, ...] = get_args(Screen)
DEGREES: tuple[Degree, ...] = get_args(Degree)
RANKS: tuple[Rank, ...] = get_args(Rank)
FAMILIES: tuple[Family, ...] = get_args(Family)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of the posting's plain text, and their words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value, the spans it rests on (none where it rests on absence), and a probability.

    `confidence` in [0, 1] is how often such a reading was right on postings read by hand.
    """

    value: T
    confidence: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class DegreeReading:
    """What a posting asks of the applicant's education.

    `years_by_degree` maps a degree (or "none") to years of experience where the posting trades
    one against the other; `years_min` belongs to the path of the weakest degree.
    """

    screen: Read[Screen]
    minimum_degree: Read[Degree]
    preferred_degree: Read[Degree]
    equivalent_experience_ok: Read[bool]
    years_min: Read[float | None]
    years_by_degree: Mapping[Degree, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SkillReading:
    """One skill that is asked for, and the competencies of the atlas that make it up."""

    id: str
    name: str
    competencies: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Posting:
    """One posting as read. `corrected` names the fields that the person set themselves."""

    file: str
    title: str
    text: str
    degree: DegreeReading
    seniority: Read[Rank]
    role_family: Read[Family]
    skills: tuple[SkillReading, ...]
    copies: int = 1
    corrected: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The first 12 characters of the text's fingerprint, by which corrections are kept."""
        return fingerprint(self.text)[:12]

    @property
    def confidence(self) -> float:
        """How sure the reading of the degree screen is, in [0, 1]."""
        return self.degree.screen.confidence

    def to_json(self) -> dict[str, Any]:
        """The public form (docs/postings.md); keys may be added, never renamed."""
        degree = self.degree
        reads: dict[str, Read[Any]] = {
            "screen": degree.screen,
            "minimum_degree": degree.minimum_degree,
            "preferred_degree": degree.preferred_degree,
            "equivalent_experience_ok": degree.equivalent_experience_ok,
            "years_min": degree.years_min,
            "seniority": self.seniority,
            "role_family": self.role_family,
        }
        spans = [
            {"field": name, "start": span.start, "end": span.end, "text": span.text}
            for name, read in reads.items()
            for span in read.spans
        ]
        spans += [
            {"field": f"skills.{skill.id}", "start": s.start, "end": s.end, "text": s.text}
            for skill in self.skills
            for s in skill.spans
        ]
        return {
            "file": self.file,
            "id": self.id,
            "title": self.title,
            **{name: read.value for name, read in reads.items()},
            "years_by_degree": dict(degree.years_by_degree),
            "skills": [skill.id for skill in self.skills],
            "competencies": sorted({key for skill in self.skills for key in skill.competencies}),
            "spans": spans,
            "confidence": round(self.confidence, 2),
            "confidences": {name: round(read.confidence, 2) for name, read in reads.items()},
            "copies": self.copies,
            "corrected": list(self.corrected),
            "notes": list(self.notes),
        }
