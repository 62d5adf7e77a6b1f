"""Builds small, self-contained SVG pictures: escaped text, one style, light and dark."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

# One accent; states and kinds differ by sign and line style as well as by colour. Plain class
# rules, no custom properties: not every viewer of SVG files knows them.
_LIGHT = {
    "ink": "#1c2733", "soft": "#55626f", "line": "#a3afba", "paper": "#ffffff", "card": "#f6f8fa",
    "edge": "#c3ccd4", "accent": "#0b6e69", "known": "#d5ece6", "ready": "#fdf3d3",
    "free": "#dbe7f3", "paid": "#f6dfcd", "project": "#e2dcf3",
}  # fmt: skip
_DARK = {
    "ink": "#e8edf2", "soft": "#a7b4c1", "line": "#5d6b79", "paper": "#12181f", "card": "#1c252f",
    "edge": "#44525f", "accent": "#5fc9bd", "known": "#1d4640", "ready": "#4a3f17",
    "free": "#22344a", "paid": "#54351f", "project": "#3b325c",
}  # fmt: skip
_RULES = """.paper{{fill:{paper}}}text{{fill:{ink}}}.small{{fill:{soft}}}.wire{{stroke:{line}}}
.wire.strong{{stroke:{accent}}}.card{{fill:{card};stroke:{edge}}}
.known{{fill:{known};stroke:{accent}}}.ready{{fill:{ready};stroke:{accent}}}
.focus{{stroke:{accent}}}.bar,.mark{{fill:{accent}}}.track{{fill:{edge}}}
.free{{fill:{free};stroke:{edge}}}.paid{{fill:{paid};stroke:{edge}}}
.project{{fill:{project};stroke:{edge}}}.rule{{stroke:{edge}}}"""
STYLE = (
    'text{font-family:Inter,"Segoe UI","Helvetica Neue",Arial,"DejaVu Sans",sans-serif}'
    ".wire{fill:none}.thin{stroke-width:1.3}.strong{stroke-width:2.2}"
    ".ready{stroke-width:1.6;stroke-dasharray:5 3}.focus{stroke-width:3}"
    "a:hover rect,a:focus rect{stroke-width:3}"
    + _RULES.format(**_LIGHT)
    + "@media (prefers-color-scheme:dark){"
    + _RULES.format(**_DARK)
    + "}"
)


_OWN_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_BACKGROUND = re.compile(r'<rect width="100%" height="100%" class="paper"/>')


def tag(name: str, *children: str, **attributes: object) -> str:
    """One element; attribute names may end in _ (class_) and use _ for - (text_anchor)."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_number(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else _printable(str(value))


def _printable(words: str) -> str:
    """`words` without the control characters that XML does not allow."""
    return "".join(letter for letter in words if letter >= " ")


def text(words: str, x: float, y: float, **attributes: object) -> str:
    """A line of text at (x, y)."""
    return tag("text", escape(_printable(words)), x=x, y=y, **attributes)


def picture(
    width: float,
    height: float,
    title: str,
    description: str,
    body: Iterable[str],
    *,
    key: str = "",
    style: str = STYLE,
    links: bool = False,
) -> str:
    """A whole SVG document with a title and a text alternative.

    Its ids begin with `key`, so that a page can hold several. With `links` inside it is a group
    to assistive technology, not one image.
    """
    name, said = (f"{key}-title", f"{key}-desc") if key else ("title", "desc")
    return tag(
        "svg",
        tag("title", escape(_printable(title)), id=name),
        tag("desc", escape(_printable(description)), id=said),
        tag("style", style),
        tag("rect", width="100%", height="100%", class_="paper"),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        role="group" if links else "img",
        aria_labelledby=f"{name} {said}",
    )


def bare(svg: str) -> str:
    """A picture without its own style and background, for a page whose style sheet has both."""
    return _BACKGROUND.sub("", _OWN_STYLE.sub("", svg))


def wrapped(words: str, width: int, most: int = 2, *, spare: int = 0) -> list[str]:
    """`words` in at most `most` lines of about `width` characters, shortened if they must be.

    The first line leaves room for `spare` more characters.
    """
    lines = textwrap.wrap(words, width, break_long_words=True, initial_indent=" " * spare) or [""]
    lines[0] = lines[0].lstrip()
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], rest[: width - 1].rstrip() + "…"]
    return lines
