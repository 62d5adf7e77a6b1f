"""Which entries of the catalogue a list shows: searched, filtered and in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tripos.atlas import Atlas
from tripos.catalog import Catalog, Course, Depth, Entry, Program, search
from tripos.content import nearest
from tripos.errors import TriposError, UnknownIdError
from tripos.show.briefs import coverage, hours_of, is_free, made_by
from tripos.show.plain import title_of

KINDS = (
    ("", "programs and courses"), ("programs", "programs"), ("courses", "courses"),
    ("yours", "your own courses"), ("assumptions", "assumptions of the planner"),
    ("findings", "findings about degrees and courses"), ("subscriptions", "subscriptions"),
)  # fmt: skip
NAMES = ("q", "kind", "provider", "country", "free", "teaches", "hours")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for; '' and None ask for nothing. `hours` is the most."""

    words: str = ""
    kind: str = ""
    provider: str = ""
    country: str = ""
    free: bool = False
    teaches: str = ""
    hours: float | None = None


def read_wanted(form: Mapping[str, str], catalog: Catalog, atlas: Atlas) -> Wanted:
    """What the form asks for. Raises TriposError for what does not exist or is no number."""
    given = {name: form.get(name, "").strip() for name in NAMES}
    if given["kind"] not in dict(KINDS):
        raise UnknownIdError("kind", given["kind"], nearest(given["kind"], dict(KINDS)))
    if given["provider"] and given["provider"] not in catalog.providers:
        near = nearest(given["provider"], catalog.providers)
        raise UnknownIdError("provider", given["provider"], near)
    if given["country"] and given["country"] not in countries(catalog):
        raise UnknownIdError("country", given["country"], countries(catalog)[:2])
    return Wanted(
        given["q"], given["kind"], given["provider"], given["country"], bool(given["free"]),
        competency_of(given["teaches"], atlas), _hours(given["hours"]),
    )  # fmt: skip


def _hours(text: str) -> float | None:
    if not text:
        return None
    try:
        hours = float(text.replace(",", "."))
    except ValueError:
        hours = -1.0
    if not 0 < hours < 1e6:
        raise TriposError(f"most hours: '{text[:20]}' is not a number above 0")
    return hours


def competency_of(text: str, atlas: Atlas) -> str:
    """The id of the competency that `text` names by id, name or alias; '' for no text.

    Raises UnknownIdError with the nearest names.
    """
    if not text:
        return ""
    wanted = text.casefold()
    if wanted in atlas or wanted in atlas.retired:
        return atlas.find(wanted).id
    names = _names(atlas)
    if wanted not in names:
        raise UnknownIdError("competency", text, nearest(wanted, names))
    return names[wanted]


def _names(atlas: Atlas) -> Mapping[str, str]:
    aliases = {alias.casefold(): item.id for item in atlas.values() for alias in item.aliases}
    return aliases | {item.name.casefold(): item.id for item in atlas.values()}


def countries(catalog: Catalog) -> tuple[str, ...]:
    """The countries of the programs."""
    return tuple(sorted({program.country for program in catalog.programs.values()}))


def list_entries(catalog: Catalog, wanted: Wanted) -> Sequence[Entry]:
    """The entries asked for: best match first, or the learner's own first and then by title."""
    others: dict[str, Mapping[str, Entry]] = {
        "assumptions": catalog.assumptions, "findings": catalog.statistics,
        "subscriptions": catalog.products,
    }  # fmt: skip
    if wanted.kind in others:
        words = wanted.words.casefold().split()
        found = others[wanted.kind].values()
        return [e for e in found if all(w in f"{e.id} {title_of(e)}".casefold() for w in words)]
    return [entry for entry in _in_order(catalog, wanted) if _fits(catalog, entry, wanted)]


def _in_order(catalog: Catalog, wanted: Wanted) -> Sequence[Course | Program]:
    if wanted.words or wanted.teaches:
        teaches = [wanted.teaches] if wanted.teaches and not wanted.words else []
        return [hit.entry for hit in search(catalog, wanted.words, teaches)]
    return _by_title(catalog)


@lru_cache(maxsize=32)
def _by_title(catalog: Catalog) -> Sequence[Course | Program]:
    courses = sorted(catalog.courses.values(), key=lambda c: (not c.imported, c.title.casefold()))
    programs = sorted(catalog.programs.values(), key=lambda p: p.name.casefold())
    own = [course for course in courses if course.imported]
    return [*own, *programs, *courses[len(own) :]]


def _fits(catalog: Catalog, entry: Course | Program, wanted: Wanted) -> bool:
    course = isinstance(entry, Course)
    if wanted.kind and not (
        (wanted.kind == "courses" and course)
        or (wanted.kind == "programs" and not course)
        or (wanted.kind == "yours" and isinstance(entry, Course) and entry.imported)
    ):
        return False
    if wanted.provider and not made_by(entry, catalog.providers[wanted.provider]):
        return False
    if wanted.country and getattr(entry, "country", None) != wanted.country:
        return False
    if wanted.teaches and coverage(catalog)[entry.id].get(wanted.teaches, 0) < Depth.COVERS:
        return False
    hours = hours_of(entry) if wanted.hours else None
    if wanted.hours and (hours is None or hours > wanted.hours):
        return False
    return not wanted.free or is_free(entry)
