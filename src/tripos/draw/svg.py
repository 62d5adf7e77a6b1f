"""Builds small, self-contained SVG pictures: escaped text, one style, light and dark."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

# One accent; subjects differ by hue *and* by their name in words, states by shape and sign.
STYLE = """
:root{--ink:#1c2733;--soft:#5b6875;--line:#a9b4bf;--paper:#ffffff;--card:#f6f8fa;--edge:#c6ced6;
--accent:#0b6e69;--known:#d5ece6;--ready:#fdf3d3;--free:#dfe8f2;--paid:#f3dfd3;--project:#e2dcf3}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#a3b0bd;--line:#5d6b79;
--paper:#12181f;--card:#1c252f;--edge:#3d4a57;--accent:#5fc9bd;--known:#1d4640;--ready:#4a3f17;
--free:#22344a;--paid:#4d3123;--project:#382f57}}
svg{background:var(--paper)}
text{font-family:"Inter","Segoe UI","Helvetica Neue",Arial,"DejaVu Sans",sans-serif;fill:var(--ink)}
.small{fill:var(--soft)}.wire{fill:none;stroke:var(--line);stroke-width:1.3}
.wire.strong{stroke:var(--accent);stroke-width:2.2}.card{fill:var(--card);stroke:var(--edge)}
.known{fill:var(--known);stroke:var(--accent)}
.ready{fill:var(--ready);stroke:var(--accent);stroke-width:1.6;stroke-dasharray:5 3}
.focus{stroke:var(--accent);stroke-width:3}.bar{fill:var(--accent)}.track{fill:var(--edge)}
.free{fill:var(--free);stroke:var(--edge)}.paid{fill:var(--paid);stroke:var(--edge)}
.project{fill:var(--project);stroke:var(--edge)}.rule{stroke:var(--edge);stroke-width:1}
.mark{fill:var(--accent)}a:hover rect,a:focus rect{stroke-width:3}
"""


def tag(name: str, *children: str, **attributes: object) -> str:
    """One element; attribute names may end in _ (class_) and use _ for - (text_anchor)."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_number(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def text(words: str, x: float, y: float, **attributes: object) -> str:
    """A line of text at (x, y)."""
    return tag("text", escape(words), x=x, y=y, **attributes)


def picture(width: float, height: float, title: str, description: str, body: Iterable[str]) -> str:
    """A whole SVG document with a title and a text alternative."""
    head = tag("title", escape(title), id="title") + tag("desc", escape(description), id="desc")
    return tag(
        "svg",
        head,
        tag("style", STYLE),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        role="img",
        aria_labelledby="title desc",
    )


def wrapped(words: str, width: int, most: int = 2) -> list[str]:
    """`words` in at most `most` lines of about `width` characters, shortened if they must be."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
        lines[-1] = lines[-1][: width - 1].rstrip() + "…"
    return [line if len(line) <= width + 3 else line[: width - 1] + "…" for line in lines]
