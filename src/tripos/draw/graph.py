"""Draws a layered graph: cards from left to right, joined by curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tripos.draw.svg import picture, tag, text, wrapped

State = Literal["known", "ready", "open"]
_SIGN = {"known": "✓", "ready": "→", "open": ""}
_SAID = {"known": "known", "ready": "ready to learn", "open": "not yet"}


@dataclass(frozen=True, slots=True)
class Card:
    """One box: a title, a line below it, its state, and where it stands in layers and rows.

    `share` (0 to 1) draws a bar; `tags` are short words at the foot; `href` makes it a link.
    """

    id: str
    title: str
    note: str
    x: float
    y: float
    state: State = "open"
    focus: bool = False
    share: float | None = None
    tags: tuple[str, ...] = ()
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes in pixels: a card, and the pitch of layers and rows."""

    width: float = 212.0
    height: float = 62.0
    pitch_x: float = 272.0
    pitch_y: float = 80.0
    characters: int = 25


def draw_graph(
    cards: Sequence[Card],
    routes: Mapping[tuple[str, str], Sequence[tuple[float, float]]],
    title: str,
    *,
    subtitle: str = "",
    weights: Mapping[tuple[str, str], int] | None = None,
    shape: Shape | None = None,
    legend: bool = False,
    heading: bool = True,
) -> str:
    """The cards and curves as an SVG document with a description in words.

    Without `heading` the title and subtitle are only spoken: a page around has them already.
    """
    form = shape or Shape()
    margin, top = 28.0, 92.0 if heading else 44.0
    width = margin * 2 + max((card.x for card in cards), default=0) * form.pitch_x + form.width
    lowest = max([card.y for card in cards] + [y for way in routes.values() for _, y in way])
    height = top + lowest * form.pitch_y + form.height + margin
    width = max(width, 620.0)
    middles = {
        card.id: (margin + card.x * form.pitch_x, top + card.y * form.pitch_y) for card in cards
    }
    heavy = max((weights or {}).values(), default=1)
    body = []
    if heading:
        body.append(text(title, margin, 38, font_size=22, font_weight=650))
        body.append(text(subtitle, margin, 62, font_size=13, class_="small"))
    if legend:
        body.append(_legend(width - margin, 34 if heading else 22))
    focused = {card.id for card in cards if card.focus}
    for edge, points in routes.items():
        share = (weights or {}).get(edge, 0) / heavy
        strong = bool(focused & set(edge))
        body.append(_wire(points, form, margin, top, share if weights else None, strong=strong))
    body += [_card(card, *middles[card.id], form) for card in cards]
    links = any(card.href for card in cards)
    return picture(width, height, title, _in_words(cards, routes), body, links=links)


def _wire(
    points: Sequence[tuple[float, float]],
    form: Shape,
    margin: float,
    top: float,
    share: float | None,
    *,
    strong: bool,
) -> str:
    spots = [
        (margin + x * form.pitch_x, top + y * form.pitch_y + form.height / 2) for x, y in points
    ]
    start = (spots[0][0] + form.width, spots[0][1])
    path = f"M{start[0]:.0f},{start[1]:.0f}"
    here = start
    for at, (x, y) in enumerate(spots[1:], 1):
        bend = (here[0] + x) / 2
        path += f" C{bend:.0f},{here[1]:.0f} {bend:.0f},{y:.0f} {x:.0f},{y:.0f}"
        here = (x, y)
        if at < len(spots) - 1:
            path += f" L{x + form.width:.0f},{y:.0f}"
            here = (x + form.width, y)
    if share is not None:
        return tag("path", d=path, class_="wire", stroke_width=1 + 5 * share, stroke_opacity="0.55")
    return tag("path", d=path, class_="wire strong" if strong else "wire thin")


def _card(card: Card, x: float, y: float, form: Shape) -> str:
    look = {"known": "known", "ready": "ready", "open": "card"}[card.state]
    parts = [
        tag(
            "rect",
            x=x,
            y=y,
            width=form.width,
            height=form.height,
            rx=9,
            class_=f"{look} focus" if card.focus else look,
        )
    ]
    sign = _SIGN[card.state]
    lines = wrapped(card.title, form.characters, spare=3 if sign else 0)
    first = y + (21 if len(lines) == 1 else 18)
    for at, line in enumerate(lines):
        parts.append(text(line, x + 12, first + 15 * at, font_size=13, font_weight=600))
    foot = y + form.height - 8
    room = form.width - 24
    if card.share is not None:
        bar = {"x": x + 12, "y": foot - 3, "height": 5, "rx": 2.5}
        parts.append(tag("rect", width=room, class_="track", **bar))
        parts.append(tag("rect", width=room * card.share, class_="bar", **bar))
        foot -= 9
    if card.note and (len(lines) == 1 or form.height >= 62):
        parts.append(text(card.note, x + 12, foot, font_size=11, class_="small"))
    if sign:
        parts.append(
            text(
                sign,
                x + form.width - 8,
                y + 19,
                font_size=14,
                font_weight=700,
                class_="mark",
                text_anchor="end",
            )
        )
    if card.tags:
        shown = " · ".join(card.tags)
        parts.append(text(f"← {shown}", x + 12, y + form.height + 11, font_size=9, class_="small"))
    spoken = tag("title", f"{_escape(card.title)} ({_SAID[card.state]}). {_escape(card.note)}")
    group = tag("g", spoken, *parts)
    return tag("a", group, href=card.href) if card.href else group


def _escape(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _legend(right: float, y: float) -> str:
    words = "✓ known     → ready to learn (dashed)     plain: not yet"
    return text(words, right, y, font_size=12, text_anchor="end", class_="small")


def _in_words(
    cards: Sequence[Card], routes: Mapping[tuple[str, str], Sequence[tuple[float, float]]]
) -> str:
    """The picture as text: each card with its state and what leads to it."""
    titles = {card.id: card.title for card in cards}
    before: dict[str, list[str]] = {}
    for start, end in routes:
        before.setdefault(end, []).append(titles[start])
    said = []
    for card in sorted(cards, key=lambda card: (card.x, card.y)):
        needs = f", after {', '.join(before[card.id])}" if card.id in before else ""
        said.append(f"{card.title} ({_SAID[card.state]}; {card.note}){needs}.")
    return " ".join(said)
