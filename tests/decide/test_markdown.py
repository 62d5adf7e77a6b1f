"""The Markdown report says what the JSON report says, and nobody else can write in it."""

from __future__ import annotations

import re
import time

import pytest
from markdown_it import MarkdownIt

from tests.decide.reports import PATHS, STAY, hostile, path, report
from tripos.decide.markdown import escaped, to_markdown
from tripos.decide.words import percent


def _html(text: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


def _rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the table below a heading, as rendered."""
    part = _html(text).split(f"<h2>{heading}</h2>")[1].split("<h2>")[0]
    found = re.findall(r"<tr>(.*?)</tr>", part, re.DOTALL)[1:]
    return [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in found]


def test_it_works() -> None:
    """The report begins with whom it is for and the verdict, and ends with the seed."""
    text = to_markdown(report())

    assert text.startswith("# Ada: degree or courses?\n\n**This is the verdict.**\n")
    assert "- A reason to give.\n" in text
    assert "2,000 simulated futures of 72 months each, seed 7" in text


def test_the_table_holds_the_numbers_of_the_report() -> None:
    """Cost, months, finish and open postings of an open path are those of the JSON report."""
    cells = _rows(to_markdown(report()), "The paths open to you")[1]

    assert "2. Master of Data, Northern Academy (<code>north-ms</code>)" == cells[0]
    assert ["4,321 (2,161–8,642)", "29 (20–40)", "27%", "13%", "38%", "25%"] == cells[1:]


def test_quotes_and_expectations_are_told_apart() -> None:
    """A posting is quoted; what is expected of typical ones is said to be expected."""
    text = to_markdown(report())

    assert "- Engineer, Blue Rail: insists on a master's degree, “a master's”" in text
    assert "A typical analyst posting: 22% are expected to insist on a master's degree" in text


def test_closed_paths_stand_together_by_reason() -> None:
    """Paths over budget are one line, and a reason nobody foresaw is printed as it is."""
    text = to_markdown(report())

    line = next(line for line in text.splitlines() if "Beyond your budget of 3,000 USD" in line)
    assert "Eastern Academy (about 30,000 USD)" in line
    assert "Western Academy (about 9,000 USD; is full-time only (30 h))" in line
    assert "**Is closed on Tuesdays**: Master of Proof, Southern Academy." in text


def test_numbers_do_not_divide_reasons() -> None:
    """How few would finish differs by path, and so may the numbers of a reason nobody foresaw."""
    why = ("only 3% would finish it within 6 years: hours", "only 4% would finish it within 6 years"
           ": hours", "needs 3 referees", "needs 12 referees")  # fmt: skip
    shut = [path(f"c{at}", "degree", f"Shut {at}", why=(text,)) for at, text in enumerate(why)]
    text = to_markdown(report(paths=(*PATHS[:3], *shut)))

    assert "- **Too few would finish within 6 years: hours**: Shut 0 (3%); Shut 1 (4%)." in text
    assert "- **Needs … referees**: Shut 2 (needs 3 referees); Shut 3 (needs 12 referees)." in text


def test_many_paths_are_named_but_not_tabled() -> None:
    """The table holds eight; the others are named, and of many closed ones some are counted."""
    many = [path(f"p{at}", "courses", f"Plan {at}") for at in range(11)]
    shut = [path(f"c{at}", "degree", f"Closed {at}", why=("is shut",)) for at in range(40)]
    text = to_markdown(report(paths=(*many, STAY, *shut)))

    assert 8 == len(_rows(text, "The paths open to you"))
    assert "worth less: Plan 8; Plan 9; Plan 10; Staying put" in text
    assert "and 38 more" in text


def test_worth_is_explained_with_the_weights() -> None:
    """The word utility never appears; worth is explained once, with what 0.01 of it means."""
    text = to_markdown(report())

    assert "utility" not in text
    assert "how many postings are open in the end 55%" in text
    assert "people you meet" not in text
    assert "2.9 months sooner" in text
    assert "path 1 leads path 2" in text
    assert "0.0185 ± 0.0021" in text


@pytest.mark.parametrize("kind", ["degree", "courses", "hybrid", "stay", "undecided", "none-fits"])
def test_every_verdict_can_be_written(kind: str) -> None:
    """Also with nothing but staying open, nothing to find out and nothing that insists."""
    bare = report(kind, (STAY,), hard_filters=[], value_of_information=[], break_even=[],
                  unknown=[], faq=[], doors=[])  # fmt: skip

    assert "This is the verdict." in to_markdown(report(kind))
    text = to_markdown(bare)
    assert "Nothing you aim at insists on a degree" in text
    assert "Nothing that you could find out" in text
    assert "Closed to you" not in text


def test_hostile_text_stays_text() -> None:
    """Neither tags, tables, links nor code come out of what a posting says."""
    text = to_markdown(hostile(report()))
    shown = _html(text)

    assert not re.search(r"<(script|svg|em|b)\b|javascript:b\"", shown)
    assert ["https://academy.example/fees"] == re.findall(r'href="([^"]*)"', shown)
    assert {7} == {len(row) for row in _rows(text, "The paths open to you")}
    assert "&lt;script&gt;alert(1)&lt;/script&gt; | *x* [a](javascript:b) `c`" in shown
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)


@pytest.mark.parametrize(
    "words",
    [
        "# x",
        "- x",
        "+ x",
        "1. x",
        "1) x",
        "> x",
        "=== x",
        "a\n\n# b",
        "* x",
        "~~~ x",
        "    x",
        "| a |",
        "&lt;b&gt;",
        "x <b>",
    ],
)
def test_words_cannot_begin_a_block(words: str) -> None:
    """What would be a heading, list, quote or rule is a paragraph that shows the words."""
    shown = _html(f"- {escaped(words)}\n\n{escaped(words)}")

    assert ["ul", "li", "p"] == re.findall(r"<(\w+)", shown)


def test_long_hostile_text_is_quick() -> None:
    """A megabyte of marks is escaped in well under a few seconds."""
    start = time.perf_counter()

    escaped("<*_[https://www.@" * 60_000)
    assert time.perf_counter() - start < 5


def test_rare_is_not_shown_as_never() -> None:
    """Small shares keep a decimal, and only zero is printed as 0%."""
    assert ["0%", "<0.1%", "0.4%", "27%", "99.6%", "100%"] == [
        percent(share) for share in (0, 0.0004, 0.004, 0.2654, 0.996, 1)
    ]


def test_all_titles_of_open_paths_appear() -> None:
    """Nobody has to guess what a row is about."""
    text = to_markdown(report())

    assert all(item["title"] in text for item in PATHS)
