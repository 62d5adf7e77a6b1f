"""What the page shows of a report, in plain values and finished figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import quote

from tripos.decide.words import (
    KINDS,
    SHOWN,
    Report,
    closed_groups,
    demands,
    find_out,
    finish_explained,
    lead,
    open_paths,
    origin,
    ranks,
    rest_of_paths,
    side_by_side,
    unknowns,
    verdict_word,
    worth_explained,
)
from tripos.show.decide_figures import (
    information_figure,
    range_figures,
    reach_figure,
    tornado_figure,
)
from tripos.show.html import linked

_ID = re.compile(r"<code>([^<]{3,160})</code>")
INQUIRIES = 6


def content_of(value: Mapping[str, Any]) -> dict[str, Any]:
    """Everything the template needs of a stored decision."""
    report, traced = value["report"], value["traces"]
    paths, numbers = open_paths(report), ranks(report)
    chosen = next((path for path in paths if path["id"] == report["verdict"]["path"]), None)
    across, rows = side_by_side(report)
    return {
        "word": verdict_word(report),
        "chosen": chosen if report["verdict"]["kind"] in ("degree", "courses", "hybrid") else None,
        "demands": demands(report),
        "doors": _doors(report, numbers),
        "paths": [_path(path, numbers) for path in paths[:SHOWN]],
        "rest": rest_of_paths(report),
        "explained": finish_explained(report),
        "across": across,
        "side_rows": rows,
        "lead": lead(report),
        "worth": worth_explained(report),
        "inquiries": [
            _inquiry(item, report) for item in report["value_of_information"][:INQUIRIES]
        ],
        "unknown": unknowns(report),
        "closed": closed_groups(report),
        "origin": origin(report),
        "figures": {
            "reach": _traced(reach_figure(report), traced),
            "ranges": _traced(range_figures(report), traced),
            "tornado": _traced(tornado_figure(report), traced),
            "information": _traced(information_figure(report), traced),
        },
    }  # fmt: skip


def _path(path: Report, numbers: Mapping[str, int]) -> dict[str, Any]:
    better = path["dominated_by"]
    said = KINDS[path["kind"]]
    if better in numbers:
        said += f"; in nothing better than path {numbers[better]}"
    return {**path, "rank": numbers[path["id"]], "said": said, "studies": path["kind"] != "stay",
            "open_24": path["screens_passed"]["24"],
            "open_72": path["screens_passed"]["72"]}  # fmt: skip


def _doors(report: Report, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Each posting with the chance that it is open in the end, by path."""
    doors = report["doors"]
    if not doors:
        return {}
    keys = list(doors[0]["open_at_end"])
    columns = [f"Path {numbers[key]}" if key in numbers else "No study" for key in keys]
    rows = [
        {"label": door["label"], "weight": door["weight"], "quote": door["quote"],
         "open": [door["open_at_end"][key] for key in keys]}
        for door in doors[:50]
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}


def _inquiry(item: Report, report: Report) -> dict[str, Any]:
    fact = next((path for path in item["paths"] if "." in path), None)
    return {**item, "said": find_out(item, report["weights"]), "fact_path": fact,
            "where_html": linked(item["where"])}  # fmt: skip


def _traced(html: str, traced: Mapping[str, Any]) -> str:
    """Ids of numbers become links to how they came about."""

    def link(found: re.Match[str]) -> str:
        key = unescape(found[1])
        if not is_number(key, traced):
            return found[0]
        address = f"/decide/number/{quote(key, safe='.')}"
        return (
            f'<a class="num" href="{address}" data-sheet="{address}">how'
            f'<span class="unseen"> {escape(key)} came about</span></a>'
        )

    return _ID.sub(link, html)


def is_number(key: str, traced: Mapping[str, Any]) -> bool:
    """Whether the id names an input or a number of a path."""
    path, _, rest = key.partition(".")
    name = rest.partition(".")[0]
    return key in traced["inputs"] or (path in traced["paths"] and name in traced["formulas"])
