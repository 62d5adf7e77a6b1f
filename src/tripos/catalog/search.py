"""Finds catalogue entries by words and by the competencies they teach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tripos.catalog.catalog import Catalog
from tripos.catalog.model import Course, Depth, Program


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that answers a query, and which words or competencies it answers."""

    entry: Course | Program
    score: float
    because: tuple[str, ...]


def search(catalog: Catalog, query: str, competencies: Iterable[str] = ()) -> list[Hit]:
    """Entries whose title, institution or topics hold all words, or that teach `competencies`.

    Best first: words in the title weigh most, then depth of the competencies asked for.
    """
    words = [word for word in query.casefold().split() if word]
    wanted = tuple(competencies)
    hits = []
    entries: list[Course | Program] = [*catalog.courses.values(), *catalog.programs.values()]
    for entry in entries:
        score, because = _by_words(entry, words)
        covers = entry.covers
        taught = [key for key in wanted if covers.get(key, 0) >= Depth.COVERS]
        score += sum(covers[key] / (1 + 0.03 * len(covers)) for key in taught)
        if score > 0:
            hits.append(Hit(entry, round(score, 3), (*because, *taught)))
    return sorted(hits, key=lambda hit: (-hit.score, hit.entry.id))


def _by_words(entry: Course | Program, words: list[str]) -> tuple[float, tuple[str, ...]]:
    title = f"{entry.id} {entry.title if isinstance(entry, Course) else entry.name}".casefold()
    people = " ".join(entry.instructors) if isinstance(entry, Course) else ""
    maker = f"{entry.institution} {people}".casefold()
    if isinstance(entry, Course):
        body = " ".join(topic.text for topic in entry.topics).casefold()
    else:
        body = " ".join(f"{c.code} {c.title} {c.topics}" for c in entry.courses).casefold()
    score, because = 0.0, []
    for word in words:
        places = [(title, 3.0, "title"), (maker, 2.0, "institution"), (body, 1.0, "topics")]
        found = [(weight, name) for text, weight, name in places if word in text]
        if not found:
            return 0.0, ()
        score += found[0][0]
        because.append(f"{word} ({found[0][1]})")
    return score, tuple(because)
