"""Tags topics with competencies, taught by every syllabus line of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from tripos.atlas import Atlas, Example, Matcher
from tripos.catalog.catalog import Catalog
from tripos.catalog.model import Depth, Topic

# How much a tagged line says about its meaning: what is only introduced is often an aside.
_SAYS = {Depth.INTRODUCES: 0.4, Depth.COVERS: 0.81, Depth.MASTERS: 0.9}
_SURE = 0.5


def make_matcher(atlas: Atlas, catalog: Catalog) -> Matcher:
    """A matcher that knows the atlas' words and the catalogue's tagged syllabus lines."""
    return Matcher(atlas, _examples(catalog))


def _examples(catalog: Catalog) -> Iterable[Example]:
    for course in catalog.courses.values():
        if course.imported:
            continue  # tagged by the matcher itself: it would only repeat its own opinion
        for topic in course.topics:
            if topic.teaches:
                yield Example(
                    topic.text,
                    {
                        key: _SAYS[depth] * 0.97**at
                        for at, (key, depth) in enumerate(topic.teaches.items())
                    },
                )


def tag_topic(matcher: Matcher, text: str) -> Topic:
    """`text` with the competencies it means: covered where the match is sure, else introduced.

    Nothing is ever tagged as mastered: no line of a syllabus shows that.
    """
    found = matcher.match(text, most=3)
    return Topic(
        text,
        {
            match.id: Depth.COVERS if match.score >= _SURE else Depth.INTRODUCES
            for match in found.matches
        },
    )
