"""The words of a web page that holds a job posting, and the page's title."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Any

_DROPPED = frozenset(
    "script style nav header footer form noscript template svg button select textarea iframe aside "
    "dialog head".split()
)
# Some boards wrap the whole page in a form or put the posting into a header.
_DROPPED_LOOSELY = frozenset("script style nav noscript template svg select iframe head".split())
_BLOCKS = frozenset(
    "p div section article main ul ol dl dt dd table tr h1 h2 h3 h4 h5 h6 blockquote pre hr "
    "address figure figcaption body details summary header footer form".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAG = re.compile(r"<(?:!doctype|html|body|p|div|br|ul|li|h[1-6]|strong|span)\b[^<>]{0,300}>", re.I)
_ENOUGH_WORDS = 40


@dataclass(frozen=True, slots=True)
class Page:
    """The title ("" if the page has none) and the plain text of a page."""

    title: str
    text: str


def looks_like_html(text: str) -> bool:
    """Whether `text` begins as a page or holds at least two tags of running text."""
    head = text[:20_000]
    if head.lstrip()[:15].lower().startswith(("<!doctype", "<html")):
        return True
    return len(_TAG.findall(head)) >= 2


def read_page(source: str) -> Page:
    """The page's posting without scripts, navigation, forms and hidden parts.

    The visible body wins; the description of a JSON-LD JobPosting stands in for an empty body.
    Nothing else of the JSON-LD but its title is used: boards fill its fields with defaults.
    """
    strict = _walk(source, _DROPPED)
    data = _job_data(strict.scripts)
    text = strict.text()
    if len(text.split()) < _ENOUGH_WORDS:
        text = max(_described(data), _walk(source, _DROPPED_LOOSELY).text(), text,
                   key=lambda words: min(len(words.split()), _ENOUGH_WORDS))  # fmt: skip
    title = str(data.get("title") or "") or strict.heading or _first_part(strict.title)
    return Page(_one_line(unescape(title)), text)


def _described(data: dict[str, Any]) -> str:
    described = data.get("description")
    if not isinstance(described, str):
        return ""
    if "&lt;" in described:
        described = unescape(described)
    return _walk(described, _DROPPED).text()


def _first_part(title: str) -> str:
    """The part of "Role - Company - Board" that names the role: the first."""
    return re.split(r" [|–—-] ", title, maxsplit=1)[0]


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]


class _Walker(HTMLParser):
    """Collects the visible text line by line, the first heading, the title and JSON-LD scripts."""

    def __init__(self, dropped: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.dropped = dropped
        self.parts: list[str] = []
        self.scripts: list[str] = []
        self.title = ""
        self.heading = ""
        # Tag and depth of the outermost part that is being left out.
        self._out = ""
        self._depth = 0
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and "ld+json" in given.get("type", ""):
            self._inside = "ld"
            self.scripts.append("")
        elif tag == "title" or (tag == "h1" and not self.heading):
            self._inside = tag
        if self._out:
            self._depth += tag == self._out
        elif (tag in self.dropped or _is_hidden(given)) and tag not in _VOID:
            self._out, self._depth = tag, 1
        elif tag == "li":
            self.parts.append("\n* ")
        elif tag == "br" or tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "title", "h1"):
            self._inside = ""
        if self._out:
            self._depth -= tag == self._out
            if self._depth <= 0:
                self._out = ""
        elif tag in _BLOCKS or tag == "li":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._inside == "ld":
            self.scripts[-1] += data
        elif self._inside == "title":
            self.title = self.title or data
        elif self._inside == "h1":
            self.heading += data
        if not self._out:
            self.parts.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        """The text, one block a line, without empty lines and empty bullets."""
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
        joined = "\n".join(line for line in lines if line)
        return re.sub(r"^\*\n", "* ", joined, flags=re.M)


def _is_hidden(given: dict[str, str]) -> bool:
    hidden = "hidden" in given or given.get("aria-hidden") == "true"
    return hidden or bool(_HIDDEN_STYLE.search(given.get("style", "")))


def _walk(source: str, dropped: frozenset[str]) -> _Walker:
    walker = _Walker(dropped)
    walker.feed(source)
    walker.close()
    return walker


def _job_data(scripts: list[str]) -> dict[str, Any]:
    """The first JobPosting among the JSON-LD scripts; empty if there is none."""
    for script in scripts:
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        rows = data if isinstance(data, list) else [data]
        rows += [part for row in rows if isinstance(row, dict) for part in _graph(row)]
        for row in rows:
            if isinstance(row, dict) and "JobPosting" in str(row.get("@type")):
                return row
    return {}


def _graph(row: dict[str, Any]) -> list[Any]:
    graph = row.get("@graph")
    return graph if isinstance(graph, list) else []
