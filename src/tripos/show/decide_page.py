"""The decision report as one HTML page that needs no network and no script."""

from __future__ import annotations

from tripos.decide.words import (
    KINDS,
    SHOWN,
    Report,
    capital,
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
    ranks,
    rest_of_paths,
    sentence,
    side_by_side,
    unknowns,
    verdict_word,
    worth_explained,
)
from tripos.show.decide_figures import (
    INQUIRIES,
    information_figure,
    range_figures,
    reach_figure,
    tornado_figure,
)
from tripos.show.html import STYLE, bullets, code, element, folded, linked, named, table, words

_DEMANDS = 6


def page(report: Report) -> str:
    """A whole HTML document; every text of the report is escaped."""
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        + element("title", words(heading(report)))
        + element("style", STYLE)
    )
    main = element(
        "main", _verdict(report), _why(report), _demands(report), _paths(report),
        _tipping(report), _find_out(report), _questions(report), _behind(report),
    )  # fmt: skip
    body = element("header", element("h1", words(heading(report)))) + main + _footer(report)
    return (
        '<!doctype html>\n<html lang="en">'
        f"{element('head', head)}\n{element('body', body)}</html>\n"
    )


def _verdict(report: Report) -> str:
    verdict = report["verdict"]
    return (
        element("p", words(verdict_word(report)), class_="word")
        + element("p", words(verdict["sentence"]), class_="verdict")
        + _facts(report)
    )


def _facts(report: Report) -> str:
    """Four figures of the path that is recommended; none where no path of study is."""
    verdict = report["verdict"]
    if verdict["kind"] not in ("degree", "courses", "hybrid"):
        return ""
    path = next(path for path in report["paths"] if path["id"] == verdict["path"])
    months = path["months"]["p50"]
    rows = [
        (f"{path['cost']['p50']:,.0f} <small>USD</small>", "your own money, if you finish"),
        ("–" if months is None else f"{months:.0f} <small>months</small>", "until you finish"),
        (words(percent(path["p_complete"])), "finish it"),
        (words(percent(path["screens_passed"]["72"])), "of the postings open after 72 months"),
    ]
    return element(
        "dl",
        *(element("div", element("dt", said), element("dd", value)) for value, said in rows),
        class_="facts",
    )


def _why(report: Report) -> str:
    reasons = report["verdict"]["reasons"]
    return element("h2", "Why") + bullets(words(sentence(plain(reason))) for reason in reasons)


def _demands(report: Report) -> str:
    """What insists on a degree, in the words of the postings, and each posting on demand."""
    rows = [
        f"{words(label)}: {words(said)}{': ' + element('q', words(quote)) if quote else ''}"
        for label, said, quote in demands(report)
    ]
    more = folded(f"and {len(rows) - _DEMANDS} more", bullets(rows[_DEMANDS:]))
    listed = bullets(rows[:_DEMANDS]) + (more if len(rows) > _DEMANDS else "")
    nothing = element("p", "Nothing you aim at insists on a degree that you do not hold.")
    return (
        element("h2", "What insists on a degree") + (listed if rows else nothing) + _doors(report)
    )


def _doors(report: Report) -> str:
    """A table of all postings and how likely each is open in the end."""
    if not report["doors"]:
        return ""
    numbers = ranks(report)
    keys = list(report["doors"][0]["open_at_end"])
    rows = [
        [words(door["label"]), percent(door["weight"]),
         *(words(percent(door["open_at_end"][key])) for key in keys),
         element("q", words(door["quote"])) if door["quote"] else "–"]
        for door in report["doors"]
    ]  # fmt: skip
    columns = [f">Path {numbers[key]}" if key in numbers else ">No study" for key in keys]
    caption = "Chance that a posting is open to you at the end, by path"
    return folded(
        f"Each of the {len(rows)} postings",
        table(caption, ["Posting", ">Weight", *columns, "On degrees it says"], rows), data=True,
    )  # fmt: skip


def _side_by_side(report: Report) -> str:
    """Research, fellow students and coverage by area of the best path of each kind."""
    paths, rows = side_by_side(report)
    if not rows:
        return ""
    caption = "What the best path of each kind teaches whoever finishes it, by area"
    columns = ["", *(f">{words(path)}" for path in paths)]
    cells = [[words(cell) for cell in row] for row in rows]
    return folded("What each would teach, and access to research and people",
                  table(caption, columns, cells), data=True)  # fmt: skip


def _paths(report: Report) -> str:
    shown = open_paths(report)[:SHOWN]
    if not shown:
        return ""
    rest = rest_of_paths(report)
    return (
        element("h2", "The paths open to you")
        + _path_table(report, shown)
        + element("p", words(finish_explained(report)), class_="note")
        + (element("p", words(rest), class_="note") if rest else "")
        + _all_numbers(report)
        + _side_by_side(report)
        + reach_figure(report)
        + range_figures(report)
    )


def _path_table(report: Report, shown: list[Report]) -> str:
    """One group of two rows a path: its whole name, then its figures."""
    columns = ("Cost, USD", "Months", "Finish", "Open at 24", "Open at 72", "Best in")
    head = "".join(element("th", name, scope="col") for name in columns)
    groups = [_path_rows(report, path) for path in shown]
    whole = element(
        "table", element("caption", "Best first; the numbers name the paths in the figures."),
        element("thead", element("tr", head)), *groups, class_="paths",
    )  # fmt: skip
    return element("div", whole, class_="scroll", role="region", tabindex=0,
                   aria_label="The paths open to you")  # fmt: skip


def _path_rows(report: Report, path: Report) -> str:
    at, better = ranks(report)[path["id"]], path["dominated_by"]
    said = KINDS[path["kind"]]
    if better in ranks(report):
        said += f"; in nothing better than path {ranks(report)[better]}"
    name = f"{at}. {words(path['title'])} {element('span', words(said), class_='minor')}"
    cells = "".join(element("td", cell) for cell in _figures(path))
    return element(
        "tbody",
        element("tr", element("th", name, scope="rowgroup", colspan=6)),
        element("tr", cells),
        class_="best" if path["id"] == report["verdict"]["path"] else None,
    )


def _figures(path: Report) -> list[str]:
    cost, months, screens = path["cost"], path["months"], path["screens_passed"]
    studies = path["kind"] != "stay"
    when = "–"
    if studies and months["p50"] is not None:
        when = _with_range(f"{months['p50']:.0f}", f"{months['p10']:.0f}", f"{months['p90']:.0f}")
    return [
        _with_range(f"{cost['p50']:,.0f}", f"{cost['p10']:,.0f}", f"{cost['p90']:,.0f}"),
        when,
        words(percent(path["p_complete"])) if studies else "–",
        *(words(percent(share)) for share in (screens["24"], screens["72"], path["p_best"])),
    ]  # fmt: skip


def _with_range(middle: str, low: str, high: str) -> str:
    ends = number_range(low, high).replace("–", "–<wbr>")
    return middle if ends == middle else middle + element("small", ends)


def _all_numbers(report: Report) -> str:
    """Every number of every open path with the id that `--explain` takes."""
    tables = [
        table(
            f"{at}. {plain(path['title'])}",
            ["Number and id", ">Value", ">±"],
            [[named(said, f"{path['id']}.{key}") if key else said, value, error]
             for said, value, error, key in _numbers(path)],
        )
        for at, path in enumerate(open_paths(report), 1)
    ]  # fmt: skip
    how = "Each id can be traced to its formula and sources: "
    example = code(f"tripos decide --explain {open_paths(report)[0]['id']}.cost.p50")
    return folded("All numbers and their ids", element("p", how, example), *tables, data=True)


def _numbers(path: Report) -> list[tuple[str, str, str, str]]:
    """Rows of what is said, the value as in the JSON report, its standard error, and the id."""
    parts = {"p10": "10 of 100", "p50": "50 of 100", "p90": "90 of 100"}
    rows = [
        (f"{said}: {ends} at most", _exact(path[key][q]), "", f"{key}.{q}")
        for key, said in (("cost", "Cost in USD if you finish"), ("months", "Months to finish"))
        for q, ends in parts.items()
    ]
    rows += [
        ("Chance to finish", _exact(path["p_complete"]), _exact(path["p_complete_se"]),
         "p_complete"),
        ("Worth", _exact(path["worth"]), _exact(path["worth_se"]), "worth"),
        ("Share of futures in which it is best", _exact(path["p_best"]), "", "p_best"),
        ("Worth lost against the best path of each future", _exact(path["regret"]), "", "regret"),
        ("Hours of study, also of those who stop", _exact(path["hours"]), "", "hours"),
    ]  # fmt: skip
    rows += [
        (f"Share of postings open in month {month}", _exact(value), "", f"screens_passed.{month}")
        for month, value in path["screens_passed"].items()
    ]
    rows += [
        (f"Cost in USD, also of those who stop: {ends} at most", _exact(path["cost_all"][q]), "",
         "") for q, ends in parts.items()
    ]  # fmt: skip
    rows += [
        ("USD paid by your employer, on average", _exact(path["aid"]), "", ""),
        ("USD of pay lost while studying, on average", _exact(path["pay_lost"]), "", ""),
    ]
    return rows


def _exact(value: float | None) -> str:
    """A value as in the JSON report, without an exponent."""
    if value is None:
        return "–"
    return f"{value:,.6f}".rstrip("0").rstrip(".").replace("-", "−")


def _tipping(report: Report) -> str:
    """Break-evens, the lead, what worth means, and what moves the lead."""
    rows = [words(sentence(plain(item["statement"]))) for item in report["break_even"]]
    ahead = lead(report)
    return (
        element("h2", "What would change the answer")
        + (bullets(rows) if rows else "")
        + (element("p", words(ahead)) if ahead else "")
        + element("p", words(worth_explained(report)), class_="note")
        + tornado_figure(report)
    )


def _find_out(report: Report) -> str:
    rows = [
        f"{words(item['label'])}, now {words(item['now'])}: {linked(item['where'])}."
        + element("span", f" Worth {find_out(item, report['weights'])} at most.", class_="printed")
        for item in report["value_of_information"][:INQUIRIES]
    ]
    nothing = element("p", "Nothing that you could find out would change the choice.")
    listed = information_figure(report) + bullets(rows, "ol") if rows else nothing
    return element("h2", "What to find out first") + listed


def _questions(report: Report) -> str:
    rows = report["faq"]
    parts = [
        element("section", element("h3", words(item["question"])),
                element("p", words(item["answer"])))
        for item in rows
    ]  # fmt: skip
    title = "Six questions" if len(rows) == 6 else "Questions"
    return element("h2", title) + element("div", *parts, class_="questions")


def _behind(report: Report) -> str:
    """What is not known, what is closed and why, and how far to trust all this."""
    return (
        element("h2", "How far to trust this")
        + _unknown(report)
        + _closed(report)
        + folded(
            "Cautions about cause and effect",
            bullets(words(sentence(plain(item))) for item in report["caveats"]),
        )
    )


def _unknown(report: Report) -> str:
    found = unknowns(report)
    if not found:
        return ""
    rows = [f"{words(what)}: {words(taken)}." for what, taken in found]
    return folded(f"What is not known ({len(rows)})", bullets(rows))


def _closed(report: Report) -> str:
    groups = closed_groups(report)
    if not groups:
        return ""
    said = "; ".join(f"{group.reason}: {len(group.paths)}" for group in groups)
    parts = []
    for group in groups:
        rows = [
            words(title) + (f" {element('span', words(said), class_='minor')}" if said else "")
            for title, said in group.paths
        ]
        parts.append(element("h3", words(group.reason)) + bullets(rows))
    count = sum(len(group.paths) for group in groups)
    title = f"Each of the {count} closed paths, and why" if count > 1 else "The closed path"
    return element("p", "Paths that are closed to you, by reason. ", words(said), ".") + folded(
        title, *parts, data=True
    )


def _footer(report: Report) -> str:
    return element("footer", element("p", words(capital(origin(report)))))
