"""The shell and environments: pipes, redirections, versions."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence

from tripos.exam.bank.programming_data.running import code
from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "command-line-and-environments"

_WORDS = (
    ("cat", "dog", "bird"), ("train", "test", "valid"), ("INFO", "WARN", "ERROR"),
    ("berlin", "paris", "rome"), ("spam", "ham", "unsure"), ("low", "mid", "high"),
)  # fmt: skip


@question("cli-uniq-pipeline", "What the pipeline prints", ABOUT, skill="diagnose", minutes=3,
          difficulty=0.2)  # fmt: skip
def uniq_pipeline(rng: Rng) -> Variant:
    """`uniq` and `grep -c` on a column that is not sorted."""
    words = pick(rng, _WORDS)
    while True:
        column = [words[int(at)] for at in rng.integers(0, 3, 9)]
        runs = sum(a != b for a, b in itertools.pairwise(column)) + 1
        counts = Counter(column)
        if len(counts) == 3 and 4 <= runs <= 8:
            break
    name = pick(rng, ["labels.csv", "log.csv", "rows.csv", "items.csv"])
    tail, value = {
        "runs": ("uniq | wc -l", runs),
        "once": ("uniq -u | wc -l", sum(n == 1 for n in _run_lengths(column))),
        "first": (f"grep -c {words[0]}", counts[words[0]]),
    }[pick(rng, ["runs", "runs", "once", "first"])]  # fmt: skip
    lines = "\n".join(f"{at},{word}" for at, word in enumerate(column, 1))
    program = f"cut -d, -f2 {name} | {tail}"
    said = {
        "uniq | wc -l": "`uniq` joins only lines that follow one another, so this counts runs",
        "uniq -u | wc -l": "`uniq -u` keeps the lines unlike both neighbours: runs of length one",
    }.get(tail, "`grep -c` counts matching lines, wherever they stand")

    def again() -> float:
        text = "\n".join(column) + "\n"
        found = re.findall(r"^(\w+)\n((?:\1\n)*)", text, re.MULTILINE)
        if tail.startswith("grep"):
            return len(re.findall(words[0], text))
        return sum(not more for _, more in found) if "-u" in tail else len(found)

    return number(
        f"The file `{name}` holds{code(lines, 'text')}Which number does this print?"
        f"{code(program, 'bash')}",
        value, again=again, tol=0, rel=0,
        solution=f"{said}. The second column is {' '.join(column)}: {value}.",
        mistakes=[
            (3, "That is the number of distinct values; `uniq` gives them only after `sort`."),
            (9, "That is the number of lines of the file: follow the pipe to its end."),
            (sum(n == 1 for n in counts.values()),
             "That would be right after `sort`: here `uniq` sees the lines in file order."),
            (runs, "That counts all runs: see which of them the option keeps."),
            (runs - 1, "A run more: the number of changes is one less than the number of runs."),
        ],
    )  # fmt: skip


def _run_lengths(items: Sequence[str]) -> list[int]:
    return [len(list(group)) for _, group in itertools.groupby(items)]


_REDIRECTIONS = {
    "> run.log 2>&1": "both go to run.log",
    "2>&1 > run.log": "output goes to run.log, messages of errors to the terminal",
    "2> run.log": "messages of errors go to run.log, output to the terminal",
    "2> run.log >&2": "both go to run.log",
    "> /dev/null 2> run.log": "messages of errors go to run.log, output is thrown away",
    "2>&1 > /dev/null": "messages of errors go to the terminal, output is thrown away",
    "> /dev/null 2>&1": "both are thrown away",
    "> run.log": "output goes to run.log, messages of errors to the terminal",
}


def _streams(text: str) -> str:
    """Where both streams end, following the redirections from left to right."""
    ends = {"1": "terminal", "2": "terminal"}
    for fd, to, path in re.findall(r"(\d?)>(?:&(\d)|\s*(\S+))", text):
        ends[fd or "1"] = ends[to] if to else path
    out, err = ends["1"], ends["2"]
    if out == err:
        return {"run.log": "both go to run.log", "/dev/null": "both are thrown away"}[out]
    where = {"run.log": "to run.log", "terminal": "to the terminal"}
    if out == "/dev/null":
        return f"messages of errors go {where[err]}, output is thrown away"
    if out == "run.log":
        return "output goes to run.log, messages of errors to the terminal"
    return "messages of errors go to run.log, output to the terminal"


@question("cli-redirections", "Where the streams end", ABOUT, skill="diagnose", minutes=2,
          difficulty=0.5)  # fmt: skip
def redirections(rng: Rng) -> Variant:
    """Redirections are done from left to right; 2>&1 copies where 1 points now."""
    how = pick(rng, list(_REDIRECTIONS))
    right = _REDIRECTIONS[how]
    script = pick(rng, ["train.py", "evaluate.py --fold 3", "export.py", "crawl.py", "tune.py -n 8",
                        "clean.py raw.csv"])  # fmt: skip
    others = [text for text in dict.fromkeys(_REDIRECTIONS.values()) if text != right]
    others = [others[int(at)] for at in rng.permutation(len(others))[:3]]
    return choose(
        rng,
        "Someone starts a night job from a terminal with bash:"
        f"{code(f'python {script} {how}', 'bash')}Where do standard output and the messages on"
        " standard error end up?",
        right,
        [(text, "Go through the redirections from left to right: `2>&1` makes stream 2 point where"
          " stream 1 points at that moment, not where it will point later.") for text in others],
        again=lambda: _streams(how),
        solution="The shell carries redirections out from left to right; `2>&1` copies the present"
        f" target of stream 1. With `{how}`: {right}.",
    )  # fmt: skip


Version = tuple[int, int, int]


def _written(version: Version) -> str:
    return ".".join(map(str, version))


def _allowed(rng: Rng, base: Version) -> tuple[str, Callable[[Version], bool], str]:
    """A specifier around a version, its meaning as a rule, and its meaning in words."""
    major, minor, patch = base
    barred = (major, minor, patch + 3)
    kind = int(rng.integers(4))
    if kind == 0:
        return (
            f"~={_written(base)}",
            lambda v: v[:2] == base[:2] and v >= base,
            f"`~=` with three parts lets only the last part grow: {major}.{minor}.x",
        )
    if kind == 1:
        return (
            f"~={major}.{minor}",
            lambda v: v[0] == major and v[1] >= minor,
            f"`~=` with two parts lets the second part grow: any {major}.x from {minor} on",
        )
    if kind == 2:
        return (
            f"=={major}.{minor}.*,!={_written(barred)}",
            lambda v: v[:2] == base[:2] and v != barred,
            f"any {major}.{minor}.x but {_written(barred)}",
        )
    return (f">={_written(base)},<{major}.{minor + 10}",
            lambda v: base <= v < (major, minor + 10, 0),
            f"from {_written(base)} up to, without, {major}.{minor + 10}; versions compare as"
            " numbers, not as text")  # fmt: skip


@question("cli-version-specifier", "Which version is installed", ABOUT, skill="compute",
          minutes=3, difficulty=0.3)  # fmt: skip
def version_specifier(rng: Rng) -> Variant:
    """The newest of the published versions that a specifier lets in."""
    base = (int(rng.integers(1, 4)), int(rng.integers(2, 9)), int(rng.integers(1, 6)))
    major, minor, patch = base
    text, rule, said = _allowed(rng, base)
    published = [
        (major, minor - 1, 9), base, (major, minor, patch + 2), (major, minor, patch + 3),
        (major, minor + 1, 0), (major, minor + 10, 1), (major + 1, 0, 0),
    ]  # fmt: skip
    right = max(filter(rule, published))
    shown = [published[int(at)] for at in rng.permutation(len(published))]

    def again() -> str:
        low = [int(part) for part in re.findall(r"\d+", text.split(",", maxsplit=1)[0])]
        ends = {
            "~=": [*low[:-2], low[-2] + 1], "==": [*low[:-1], low[-1] + 1],
            ">=": [major, minor + 10],
        }[text[:2]]  # fmt: skip
        barred = text.partition("!=")[2]

        def score(v: Sequence[int]) -> int:
            return sum(part * 10 ** (6 - 3 * at) for at, part in enumerate(v))

        fit = [v for v in shown if score(low) <= score(v) < score(ends) and _written(v) != barred]
        return _written(sorted(fit, key=score)[-1])

    wrong = []
    for version in [published[3], published[2], published[4], published[5], published[6]]:
        if version != right:
            why = "It is not allowed: " if not rule(version) else "A newer one is allowed too: "
            wrong.append((_written(version), why + said + "."))
    return choose(
        rng,
        "An index offers these versions of a package, all for your platform:"
        f" {', '.join(map(_written, shown))}. The requirements file says `package{text}` and"
        " nothing is installed yet. Which version does pip install?",
        _written(right), wrong, again=again,
        solution=f"`{text}` means: {said}. Pip takes the newest that fits: {_written(right)}.",
    )  # fmt: skip
