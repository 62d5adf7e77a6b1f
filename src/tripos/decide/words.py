"""Plain sentences and figures for a reader of the report, the same in Markdown and on the page.

Nothing here is escaped: whoever prints these words does that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

Report = dict[str, Any]

SHOWN = 8  # paths in the table; the others are named below it
KINDS = {"degree": "degree", "certificate": "certificate", "courses": "courses",
         "hybrid": "mixed", "stay": "no study"}  # fmt: skip
_VERDICTS = {"degree": "A degree", "courses": "Courses", "hybrid": "A mixed path",
             "stay": "Stay as you are", "undecided": "Too close to call",
             "none-fits": "Nothing fits yet"}  # fmt: skip
_WEIGHTS = {
    "soon": "how soon postings open", "reach": "how many postings are open in the end",
    "money": "money", "hours": "hours of study", "coverage": "what you learn of your goal",
    "finish": "finishing what you began", "research": "access to research",
    "network": "people you meet",
}  # fmt: skip
# Known reasons, what they have in common as a heading, and what is left to say of one path.
_REASONS = tuple((re.compile(pattern), head, detail) for pattern, head, detail in (
    (r"would cost about ([\d,]+) USD; your budget is ([\d,]+) USD$",
     "Beyond your budget of {1} USD", "about {0} USD"),
    (r"would take about ([\d,]+) USD a month; your limit is ([\d,]+) USD$",
     "Beyond the {1} USD a month that you can spend", "about {0} USD a month"),
    (r"only (\d+%) would finish it within (\d+) years: ([^\d]+)$",
     "Too few would finish within {1} years: {2}", "{0}"),
    (r"prerequisites you cannot show yet: (.+)$", "Prerequisites that you cannot show yet", "{0}"),
    (r"is not online: it meets in person at (.+)$", "Not online", "meets at {0}"),
    (r"is full-time only \((.+)\)$", "Full-time only", "{0}"),
))  # fmt: skip
_NUMBER = re.compile(r"\d[\d,.]*%?")
# Control characters, marks that turn the direction of writing round, and broken code points.
_UNPRINTABLE = re.compile(
    "[\x00-\x20\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+"
)


def plain(words: object) -> str:
    """`words` on one line, without control characters."""
    return _UNPRINTABLE.sub(" ", str(words)).strip()


def sentence(words: str) -> str:
    """`words` with a capital letter in front and a full stop at the end."""
    return capital(words) + ("" if words.endswith((".", "?", "!")) else ".")


def capital(words: str) -> str:
    """`words` with a capital letter in front."""
    return words[:1].upper() + words[1:]


def percent(share: float) -> str:
    """A share in percent; near 0 and 1 with a decimal, so that rare is not shown as never."""
    if 0 < share < 0.001:
        return "<0.1%"
    return f"{share:.1%}" if 0 < share < 0.01 or 0.99 < share < 1 else f"{share:.0%}"


def amount(value: float, unit: str) -> str:
    """A value with its unit."""
    if unit == "share":
        return percent(value)
    number = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return number if unit in ("", "weight", "ratio", "times") else f"{number} {unit}"


def number_range(low: str, high: str) -> str:
    """Two ends as one range, or the one value where they are the same."""
    return low if low == high else f"{low}–{high}"


def heading(report: Report) -> str:
    """The title of the report."""
    name = plain(report["person"] or "")
    return f"{name}: degree or courses?" if name else "Degree or courses?"


def verdict_word(report: Report) -> str:
    """The verdict in one to four words."""
    return _VERDICTS[report["verdict"]["kind"]]


def side_by_side(report: Report) -> tuple[list[str], list[list[str]]]:
    """What the best path of each kind gives beside money and time: the paths, and rows of words.

    The first rows are research and fellow students, the rest the share of each area that is
    learned by whoever finishes.
    """
    chosen: dict[str, Report] = {}
    for path in open_paths(report):
        if path["kind"] != "stay":
            chosen.setdefault(path["kind"], path)
    paths = list(chosen.values())
    areas = sorted({area for path in paths for area in path["coverage"]})
    rows = [
        ["research", *(path["access"]["research"] for path in paths)],
        ["fellow students", *(path["access"]["network"] for path in paths)],
    ]
    rows += [
        [area.replace("-", " "), *(percent(path["coverage"].get(area, 0.0)) for path in paths)]
        for area in areas
    ]
    return [path["short"] for path in paths], rows if paths else []


def open_paths(report: Report) -> list[Report]:
    """The paths that this person can take, best first."""
    return [path for path in report["paths"] if path["eligible"]]


def ranks(report: Report) -> dict[str, int]:
    """The number of each open path in the table, 1 for the best."""
    return {path["id"]: at for at, path in enumerate(open_paths(report), 1)}


def lead(report: Report) -> str | None:
    """By how much the best path leads the best path of another kind; None if there is none."""
    verdict, numbers = report["verdict"], ranks(report)
    if verdict["rival"] not in numbers:
        return None
    return (
        f"In worth, path 1 leads path {numbers[verdict['rival']]}, the best path of another kind,"
        f" by {verdict['margin']:.4f} ± {verdict['margin_se']:.4f}, and it is ahead in"
        f" {percent(verdict['ahead'])} of the simulated futures. (± is one standard error: how far"
        " off the simulation may be by chance.)"
    )


def signed(value: float) -> str:
    """A lead with its sign."""
    return f"{value:+.4f}".replace("-", "−")


def finish_explained(report: Report) -> str:
    """What the figures of the table mean."""
    errors = [path["p_complete_se"] for path in open_paths(report)[:SHOWN]]
    return (
        "Cost and months count if you finish: the middle of those futures, then the range of eight"
        " in ten. Finish: the chance that you are admitted, keep going and finish within"
        f" {report['months'] / 12:.0f} years (± {percent(max(errors, default=0))} or less). Open:"
        " the share of the postings you aim at that would be open to you after that many months."
        " Best in: the share of the futures in which the path is worth most to you."
    )


def worth_explained(report: Report) -> str:
    """What "worth" means, with the person's own weights."""
    weights = sorted(report["weights"].items(), key=lambda item: (-item[1], item[0]))
    parts = [f"{_WEIGHTS.get(key, key)} {value:.0%}" for key, value in weights if value > 0]
    text = f"Worth adds up what you said matters, with your weights: {', '.join(parts)}."
    soon = report["weights"].get("soon", 0)
    if soon > 0:
        months = 0.01 * report["months"] / soon
        text += (
            f" A difference of 0.01 is worth as much to you as having all postings you aim at open"
            f" {months:.1f} months sooner."
        )
    return text


def demands(report: Report) -> list[tuple[str, str, str]]:
    """Who insists on a degree, the heaviest first: label, what is asked, quoted words or ''."""
    rows = sorted(report["hard_filters"], key=lambda item: -item["weight"] * item["share"])
    found = []
    for item in rows:
        said = f"insists on {item['needs']}"
        if item["posting"] == "typical":
            said = f"{percent(item['share'])} are expected to insist on {item['needs']}"
        elif item["share"] < 1:
            said += f" with a chance of {percent(item['share'])}"
        found.append((capital(plain(item["label"])), said, plain(item["quote"])))
    return found


def rest_of_paths(report: Report) -> str | None:
    """The open paths that the table leaves out, by name."""
    rest = [plain(path["title"]) for path in open_paths(report)[SHOWN:]]
    return f"Also open to you, but worth less: {'; '.join(rest)}." if rest else None


@dataclass(frozen=True, slots=True)
class Closed:
    """Paths that are closed for the same reason; each with its title and its own details."""

    reason: str
    paths: tuple[tuple[str, str], ...]


def closed_groups(report: Report) -> list[Closed]:
    """The closed paths by their first reason, the most common reason first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in report["paths"]:
        if not path["eligible"]:
            first, *others = [plain(why) for why in path["why_not"]] or ["no reason is given"]
            head, detail = _reason(first)
            said = "; ".join(filter(None, [detail, *others]))
            found[head].append((plain(path["title"]), said))
    groups = [Closed(head, tuple(paths)) for head, paths in found.items()]
    return sorted(groups, key=lambda group: (-len(group.paths), group.reason))


def _reason(why: str) -> tuple[str, str]:
    """A reason as the heading it shares with others and what differs; '' where nothing does.

    Reasons that are not known here still stand together where only their numbers differ.
    """
    for pattern, head, detail in _REASONS:
        found = pattern.match(why)
        if found:
            return head.format(*found.groups()), detail.format(*found.groups())
    shared = _NUMBER.sub("…", why)
    return capital(shared), "" if shared == why else why


def find_out(item: Report, weights: dict[str, float]) -> str:
    """What knowing one figure is worth at most, in money and in months of waiting."""
    said = []
    if weights.get("money", 0) > 0:
        said.append(f"{item['money'] or 0:,.0f} USD")
    if weights.get("soon", 0) > 0:
        said.append(f"{item['months']:.1f} months")
    return " or ".join(said) or f"{item['worth']:.4f}"


def unknowns(report: Report) -> list[tuple[str, str]]:
    """What is not known, and what was taken in its place."""
    found = []
    for item in report["unknown"]:
        label = plain(item["label"])
        if item["assumed"] is None:
            _, _, taken = label.partition(": ")
            found.append((f"Your file does not say: {plain(item['fact'])}", taken or label))
        else:
            found.append((label.removesuffix(": not known"), f"taken as {plain(item['assumed'])}"))
    return found


def swing_line(item: Report) -> str:
    """How one figure moves the lead, in words."""
    low, high = (amount(item[key], item["unit"]) for key in ("at_low", "at_high"))
    text = f"lead {signed(item['low'])} at {low}, {signed(item['high'])} at {high}"
    if item["tips_at"] is not None:
        text += f"; level at {amount(item['tips_at'], item['unit'])}"
    return text


def origin(report: Report) -> str:
    """How the figures came about and how to get the same again."""
    return (
        f"{report['draws']:,} simulated futures of {report['months']} months each, seed"
        f" {report['seed']}, reckoned from {plain(report['today'])}. With the same course plans"
        " the same seed gives the same figures again."
    )
