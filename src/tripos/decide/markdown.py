"""The decision report as Markdown of about two pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tripos.decide.words import (
    SHOWN,
    Closed,
    Report,
    closed_groups,
    demands,
    find_out,
    finish_explained,
    heading,
    lead,
    number_range,
    open_paths,
    origin,
    percent,
    plain,
    rest_of_paths,
    sentence,
    side_by_side,
    swing_line,
    unknowns,
    worth_explained,
)

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~$]")
_LINKS = re.compile(r"(://|www\.|@)", re.IGNORECASE)
_LIST = re.compile(r"^([-+=]|\d{1,9}[.)](?=\s|$))")
_PAGE = re.compile(r"https?://[\w./%#?=&~+:-]+")
_DEMANDS, _SWINGS, _UNKNOWN, _EXAMPLES, _SHORT = 8, 3, 6, 2, 60


def to_markdown(report: Report) -> str:
    """The report in CommonMark with tables; text of postings and catalogue cannot mark it up."""
    parts = [
        [f"# {escaped(heading(report))}", f"**{escaped(report['verdict']['sentence'])}**"],
        _why(report),
        _demands(report),
        _paths(report),
        _side_by_side(report),
        _tipping(report),
        _find_out(report),
        _questions(report),
        _unknown(report),
        _closed(report),
        _caution(report),
    ]
    return "\n\n".join(block for part in parts for block in part if block) + "\n"


def escaped(words: object) -> str:
    """`words` on one line so that Markdown and HTML show them as they are."""
    text = _MARKS.sub(r"\\\g<0>", plain(words).replace("&", "&amp;")).replace(r"\<", "&lt;")
    text = _LINKS.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)
    return _LIST.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)


def _linked(words: object) -> str:
    """As `escaped`, but with web addresses as links."""
    text, parts, end = plain(words), [], 0
    for found in _PAGE.finditer(text):
        page = found[0].rstrip(".:")
        parts += [escaped(text[end : found.start()]), f" <{page}> "]
        end = found.start() + len(page)
    return " ".join("".join([*parts, escaped(text[end:])]).split())


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns whose name starts with > are right-aligned."""
    names = [name.removeprefix(">") for name in columns]
    rule = ["---:" if name.startswith(">") else "---" for name in columns]
    return "\n".join(f"| {' | '.join(row)} |" for row in (names, rule, *rows))


def _why(report: Report) -> list[str]:
    reasons = [escaped(sentence(plain(reason))) for reason in report["verdict"]["reasons"]]
    return ["## Why", _list(reasons)]


def _demands(report: Report) -> list[str]:
    """What insists on a degree, in the words of the postings."""
    title = "## What insists on a degree"
    found = demands(report)
    if not found:
        return [title, "Nothing you aim at insists on a degree that you do not hold."]
    rows = [
        f"{escaped(label)}: {escaped(said)}" + (f", “{escaped(quote)}”" if quote else "")
        for label, said, quote in found[:_DEMANDS]
    ]
    more = [f"and {len(found) - _DEMANDS} more"] if len(found) > _DEMANDS else []
    return [title, _list([*rows, *more])]


def _paths(report: Report) -> list[str]:
    shown = open_paths(report)[:SHOWN]
    if not shown:
        return []
    table = _table(
        ["Path", ">Cost to you, USD", ">Months", ">Finish", ">Open at 24", ">Open at 72",
         ">Best in"],
        [_path_row(at, path) for at, path in enumerate(shown, 1)],
    )  # fmt: skip
    trace = f"Trace any figure: `tripos decide --explain {_code(shown[0]['id'])}.cost.p50`."
    rest = rest_of_paths(report)
    said = [rest or "", finish_explained(report), lead(report) or "", worth_explained(report)]
    return ["## The paths open to you", table, *map(escaped, said), trace]


def _side_by_side(report: Report) -> list[str]:
    """Research, fellow students and coverage by area of the best path of each kind."""
    paths, rows = side_by_side(report)
    if not rows:
        return []
    columns = ["", *(escaped(path) for path in paths)]
    return [
        "## What each would teach, if you finish",
        _table(columns, [[escaped(cell) for cell in row] for row in rows]),
    ]


def _path_row(at: int, path: Report) -> list[str]:
    cost, screens, studies = path["cost"], path["screens_passed"], path["kind"] != "stay"
    return [
        f"{at}\\. {escaped(path['title'])} (`{_code(path['id'])}`)",
        _middle_and_range(*(f"{cost[q]:,.0f}" for q in ("p50", "p10", "p90"))),
        _months(path) if studies else "–",
        escaped(percent(path["p_complete"])) if studies else "–",
        escaped(percent(screens["24"])),
        escaped(percent(screens["72"])),
        escaped(percent(path["p_best"])),
    ]


def _months(path: Report) -> str:
    months = path["months"]
    if months["p50"] is None:
        return "–"
    return _middle_and_range(*(f"{months[q]:.0f}" for q in ("p50", "p10", "p90")))


def _middle_and_range(middle: str, low: str, high: str) -> str:
    ends = number_range(low, high)
    return middle if ends == middle else f"{middle} ({ends})"


def _code(words: object) -> str:
    """`words` for a code span, where nothing can be escaped."""
    return plain(words).replace("`", "'").replace("|", "/").replace("<", "(").replace(">", ")")


def _tipping(report: Report) -> list[str]:
    """Break-evens, and the figures that move the lead most."""
    rows = [escaped(sentence(plain(item["statement"]))) for item in report["break_even"]]
    rows += [
        f"{escaped(item['label'])}: {escaped(swing_line(item))}."
        for item in report["sensitivity"][:_SWINGS]
    ]
    return ["## What would change the answer", _list(rows)] if rows else []


def _find_out(report: Report) -> list[str]:
    title = "## What to find out first"
    found = report["value_of_information"]
    if not found:
        return [title, "Nothing that you could find out would change the choice."]
    rows = [
        [escaped(item["label"]), find_out(item, report["weights"]), escaped(item["now"]),
         _linked(item["where"])]
        for item in found[:5]
    ]  # fmt: skip
    return [title, _table(["Figure", "Worth knowing, at most", "Now", "Where"], rows)]


def _questions(report: Report) -> list[str]:
    rows = [f"**{escaped(item['question'])}** {escaped(item['answer'])}" for item in report["faq"]]
    return ["## Six questions" if len(rows) == 6 else "## Questions", *rows]


def _unknown(report: Report) -> list[str]:
    rows = [f"{escaped(what)}: {escaped(taken)}." for what, taken in unknowns(report)]
    if not rows:
        return []
    more = [f"and {len(rows) - _UNKNOWN} more"] if len(rows) > _UNKNOWN else []
    return ["## What is not known", _list([*rows[:_UNKNOWN], *more])]


def _closed(report: Report) -> list[str]:
    groups = closed_groups(report)
    if not groups:
        return []
    return ["## Closed to you, and why", _list(map(_closed_line, groups))]


def _closed_line(group: Closed) -> str:
    """A reason, how many paths it closes, and some of them."""
    shown = [
        f"{escaped(title)} ({escaped(said)})" if 0 < len(said) <= _SHORT else escaped(title)
        for title, said in group.paths[:_EXAMPLES]
    ]
    rest = len(group.paths) - _EXAMPLES
    more = f"; and {rest} more" if rest > 0 else ""
    return f"**{escaped(group.reason)}**: {'; '.join(shown)}{more}."


def _caution(report: Report) -> list[str]:
    rows = [escaped(sentence(plain(item))) for item in report["caveats"]]
    return ["## How far to trust this", _list(rows), escaped(origin(report))]
