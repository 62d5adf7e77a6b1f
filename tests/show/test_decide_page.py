"""The decision page is one well-formed document with figures, tables and ids."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

from tests.decide.reports import PATHS, STAY, hostile, path, report
from tripos.show.decide_page import page

_VOID = {"meta", "wbr"}


class _Reader(HTMLParser):
    """Collects tags, attributes and text, and checks that every element is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


def _figures(text: str) -> list[ET.Element]:
    return [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]


def test_it_works() -> None:
    """All elements are closed, there is one main, and headings go down one level at a time."""
    read = _Reader(page(report()))
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h\d", tag)]

    assert [] == read.open
    assert 1 == sum(tag == "main" for tag, _ in read.tags)
    assert 1 == levels[0]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert "This is the verdict." in read.text
    assert "seed 7" in read.text


def test_the_page_needs_nothing_else() -> None:
    """No script, no picture, font or style from elsewhere; links lead only to catalogue pages."""
    text = page(report())
    read = _Reader(text)

    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in read.tags}
    assert not re.search(r"@import|url\(", text)
    links = {attrs["href"] for tag, attrs in read.tags if tag == "a"}
    assert {"https://academy.example/fees"} == links


def test_figures_are_well_formed_and_have_ids_of_their_own() -> None:
    """Each figure parses, says in words what it shows, and shares no id with another."""
    text = page(report())
    figures = _figures(text)
    ids = [attrs["id"] for _, attrs in _Reader(text).tags if attrs.get("id")]

    assert 8 == len(figures)
    assert len(ids) == len(set(ids))
    for figure in figures:
        named = figure.attrib["aria-labelledby"].split()
        assert named == [item.attrib["id"] for item in figure if "id" in item.attrib]
    assert text.count("The same in numbers") == 5


def test_every_path_is_named_with_its_numbers_and_ids() -> None:
    """All titles appear; the values of the table are those of the JSON report."""
    text = page(report())
    read = _Reader(text)

    assert all(item["title"] in read.text for item in PATHS)
    assert "<small>2,161–<wbr>8,642</small>" in text
    for item in PATHS[:3]:
        for name in ("cost.p10", "months.p90", "p_complete", "worth", "screens_passed.72"):
            assert f"<code>{item['id']}.{name}</code>" in text
    assert '<td class="right">4,321.09</td>' in text
    assert '<td class="right">0.2654</td><td class="right">0.00442</td>' in text
    assert "0.0185 ± 0.0021" in read.text


def test_tables_have_headings() -> None:
    """Each table has a caption, and each heading cell says what it is the heading of."""
    read = _Reader(page(report()))
    scopes = [attrs.get("scope") for tag, attrs in read.tags if tag == "th"]

    assert {"col", "row", "rowgroup"} == set(scopes)
    assert sum(tag == "table" for tag, _ in read.tags) == sum(
        tag == "caption" for tag, _ in read.tags
    )


@pytest.mark.parametrize("kind", ["degree", "courses", "hybrid", "stay", "undecided", "none-fits"])
def test_every_verdict_has_a_page(kind: str) -> None:
    """Also with nothing but staying open, no rival and nothing to find out."""
    bare = report(kind, (STAY,), hard_filters=[], value_of_information=[], break_even=[],
                  unknown=[], faq=[], doors=[])  # fmt: skip

    for found in (report(kind), bare):
        read = _Reader(page(found))
        assert [] == read.open
        assert "This is the verdict." in read.text
        assert 1 <= len(_figures(page(found)))


def test_hostile_text_stays_text() -> None:
    """Nothing of a hostile title becomes an element, an attribute or a control character."""
    text = page(hostile(report()))
    read = _Reader(text)

    assert [] == read.open
    assert "script" not in {tag for tag, _ in read.tags}
    assert 8 == len(_figures(text))
    assert "<script>alert(1)</script> | *x*" in read.text
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)
    assert {"https://academy.example/fees"} == {
        attrs["href"] for tag, attrs in read.tags if tag == "a"
    }


def test_what_nobody_finishes_is_left_out_of_the_ranges() -> None:
    """A path without months has a dash in the table and no bar in the figure."""
    never = path("never", "degree", "Never done", cost=10.0,
                 months={"p10": None, "p50": None, "p90": None})  # fmt: skip
    text = page(report(paths=(PATHS[0], never, STAY)))

    drawn = "".join(ET.tostring(figure, "unicode") for figure in _figures(text)
                    if "months" in figure.attrib["aria-labelledby"])  # fmt: skip
    assert "Fast course plan" in drawn
    assert "Never done" not in drawn


def test_the_better_path_is_named() -> None:
    """A path that another one beats or equals in everything says so."""
    worse = path("slow", "courses", "Slow course plan", dominated_by="plan-fast")

    assert "in nothing better than path 1" in page(report(paths=(*PATHS[:2], worse, STAY)))


def test_the_word_utility_never_appears() -> None:
    """Worth is explained in words instead."""
    text = page(report())

    assert "utility" not in text
    assert "Worth adds up what you said matters" in text
