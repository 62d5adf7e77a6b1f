"""Code quality: branches, behaviour-preserving changes, smells and what cures them."""

from __future__ import annotations

import ast

from tripos import syntax
from tripos.exam.bank.programming_data.running import code, ran
from tripos.exam.bank.scenes import Scene, Verdict, judged, pick
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "code-quality"


@question("quality-cyclomatic", "Count the branches", ABOUT, skill="compute", minutes=3,
          difficulty=0.4)  # fmt: skip
def cyclomatic(rng: Rng) -> Variant:
    """The cyclomatic complexity of a function put together from drawn blocks."""
    blocks = [
        ("    for row in rows:\n        if row.price < {a}{extra}:\n            kept.append(row)",
         2),
        ("    if len(rows) > {a}{extra}:\n        warn(rows)\n    else:\n        log(rows)", 1),
        ("    if mode == 'a':\n        scale(rows)\n    elif mode == 'b':\n        shift(rows)", 2),
        ("    while len(rows) > {a}:\n        rows.pop()", 1),
        ("    try:\n        save(rows)\n    except OSError:\n        retry(rows)", 1),
        ("    kept = [row for row in kept if row.price > {a}]", 2),
    ]  # fmt: skip
    picked = [blocks[int(at)] for at in sorted(rng.choice(len(blocks), 3, replace=False))]
    parts, count, links = [], 1, 0
    for text, branches in picked:
        more = int(rng.integers(0, 3)) if "{extra}" in text else 0
        words = "".join(pick(rng, [" or force", " and not quiet"]) for _ in range(more))
        parts.append(text.format(a=int(rng.integers(2, 90)), extra=words))
        count, links = count + branches + more, links + more
    program = "def clean(rows, mode, force, quiet):\n    kept = []\n" + "\n".join(parts)
    program += "\n    return kept"

    def again() -> float:
        total = 1
        for node in ast.walk(syntax.program(program)):
            total += isinstance(node, ast.If | ast.For | ast.While | ast.ExceptHandler)
            if isinstance(node, ast.BoolOp):
                total += len(node.values) - 1
            if isinstance(node, ast.comprehension):
                total += 1 + len(node.ifs)
        return total

    value = count
    comprehended = 2 * ("[row for" in program)
    return number(
        "What is the cyclomatic complexity of this function, if each `if`, `elif`, loop, `except`,"
        " each `for` and each `if` in a comprehension, and each `and` and `or` counts as a"
        f" decision?{code(program)}",
        value, again=again, tol=0, rel=0,
        solution=f"One more than the number of decisions: {value - 1} decisions give {value}. As"
        " many independent paths run through the function, and at least so many tests are needed"
        " to walk each of them.",
        mistakes=[
            (value - 1, "Add one: a function without any decision has one path."),
            (value - links, "Each `and` and `or` is a decision of its own."),
            (value - comprehended, "A comprehension holds a loop, and perhaps a condition."),
            (value + ("else:" in program), "`else` and `return` decide nothing."),
        ],
    )  # fmt: skip


# Code, rewritings of it, and inputs on which a wrong one differs (decided by running them).
_REFACTORINGS: list[tuple[str, list[tuple[str, str]], str, list[str]]] = [
    ("def f(x):\n    out = []\n    for v in x:\n        if v > 0:\n            out.append(v * v)\n"
     "        else:\n            break\n    return out",
     [("return [v * v for v in itertools.takewhile(lambda v: v > 0, x)]", ""),
      ("return [v * v for v in x if v > 0]", "A condition filters; `break` stops the whole loop."),
      ("return [v * v if v > 0 else 0 for v in x]", "That keeps the others as zeros."),
      ("return [v * v for v in itertools.dropwhile(lambda v: v <= 0, x)]",
       "`dropwhile` leaves out the start rather than the end.")],
     "the loop ends at the first value that is not positive", ["[3, 1, -2, 4]", "[]", "[-1, 2]"]),
    ("def f(x):\n    if not x:\n        return None\n    best = x[0]\n    for v in x[1:]:\n"
     "        if abs(v) > abs(best):\n            best = v\n    return best",
     [("return max(x, key=abs, default=None)", ""),
      ("return max(map(abs, x), default=None)", "That gives the size and loses the sign."),
      ("return max(x, default=None)", "Values are compared by their absolute size here."),
      ("return sorted(x, key=abs)[-1] if x else None", "Of equally large values, sorting puts the"
       " last one at the end; the loop keeps the first.")],
     "the first value of the largest absolute size is returned", ["[2, -3, 3]", "[]", "[1, -5]"]),
    ("def f(x):\n    total = 0\n    for v in x:\n        if v is None:\n            continue\n"
     "        total += v\n    return total / len(x) if x else 0.0",
     [("return sum(v or 0 for v in x) / len(x) if x else 0.0", ""),
      ("return statistics.mean([v for v in x if v is not None] or [0.0])",
       "The loop divides by the number of all entries, also of those that are None."),
      ("return sum(v or 0 for v in x) / max(len(x) - x.count(None), 1)",
       "The loop divides by the number of all entries, also of those that are None."),
      ("return sum(v or 1 for v in x) / len(x) if x else 0.0",
       "Missing entries add nothing to the sum.")],
     "missing entries add nothing, but they count in the denominator",
     ["[2, None, 4]", "[]", "[3]"]),
    ("def f(x):\n    seen = {}\n    for k, v in x:\n        if k not in seen:\n"
     "            seen[k] = v\n    return seen",
     [("return dict(reversed(x))", ""),
      ("return dict(x)", "Later pairs replace earlier ones there; the loop keeps the first."),
      ("return {k: min(v for j, v in x if j == k) for k, _ in x}", "The first is kept, not the"
       " smallest."),
      ("return {v: k for k, v in x}", "Keys and values are swapped.")],
     "for each key the first value is kept (two dictionaries are equal whatever their order)",
     ["[('a', 2), ('b', 3), ('a', 1)]", "[('a', 1), ('a', 5)]", "[]"]),
    ("def f(x):\n    runs = 0\n    last = None\n    for v in x:\n        if v != last:\n"
     "            runs += 1\n        last = v\n    return runs",
     [("return sum(1 for _ in itertools.groupby(x))", ""),
      ("return len(set(x))", "A value that comes back later starts a new run."),
      ("return sum(a != b for a, b in zip(x, x[1:]))", "The first run is not counted by changes."),
      ("return len(x) - len(set(x))", "Runs are counted, not repetitions.")],
     "runs of equal values are counted", ["[1, 1, 2, 1]", "[]", "[3, 3]"]),
    ("def f(x):\n    for v in x:\n        if v < 0:\n            return False\n    return True",
     [("return not any(v < 0 for v in x)", ""),
      ("return any(v >= 0 for v in x)", "One value that is not negative is not enough."),
      ("return not all(v < 0 for v in x)", "One negative value suffices for False."),
      ("return bool(x) and min(x) >= 0", "For an empty list the loop gives True.")],
     "False comes out as soon as one value is negative, True for an empty list",
     ["[1, -1]", "[]", "[-1, -2]", "[0]"]),
]  # fmt: skip


@question("quality-same-behaviour", "A refactoring that changes nothing", ABOUT, skill="diagnose",
          minutes=3, difficulty=0.3)  # fmt: skip
def same_behaviour(rng: Rng) -> Variant:
    """Which shorter body does the same as a loop on every input; decided by running them."""
    program, bodies, why, inputs = pick(rng, _REFACTORINGS)
    right, wrong = bodies[0][0], bodies[1:]
    name = pick(rng, ["pick", "clean", "step", "reduce", "check", "merge"])
    shown = program.replace("def f(", f"def {name}(")

    def again() -> str:
        start = "import itertools, statistics\n"
        same = [
            body for body, _ in bodies
            if all(ran(f"{start}{program}\n\ndef g(x):\n    {body}\n\nok = f({x}) == g({x})", "ok")
                   for x in inputs)
        ]  # fmt: skip
        (found,) = same
        return f"`{found}`"

    return choose(
        rng,
        "`itertools` and `statistics` are imported, `x` is a list such as the code expects. Which"
        f" body gives the same result as this function every time, as a refactoring must?"
        f"{code(shown)}",
        f"`{right}`", [(f"`{body}`", said) for body, said in wrong], again=again,
        solution=f"Here {why}. `{right}` does just that. Pin such edge cases (empty, tie, missing)"
        " with tests before refactoring.",
    )  # fmt: skip


_CURES = {
    "extract": Verdict("extract functions, each of which does one of the things and can be tested",
                       "long", "The function is not too long here; another thing hurts."),
    "parameter": Verdict("pass what it needs as arguments and return the result", "global",
                         "No hidden state is read or written here."),
    "once": Verdict("put the rule in one function that all places call", "twins",
                    "The rule stands in one place already."),
    "named": Verdict("replace the bare values by named constants or an enumeration", "magic",
                     "There are no unexplained values in the story."),
    "object": Verdict("gather the values that go together in a frozen dataclass", "clump",
                      "No group of arguments travels together here."),
    "narrow": Verdict("catch the one exception expected, and let the others through", "swallow",
                      "No exception is swallowed here."),
    "split": Verdict("replace the flag by two functions with names of their own", "flag",
                     "There is no switch between two behaviours."),
    "remove": Verdict("delete it: the version history keeps it", "dead", "What is described is"
                      " still used."),
}  # fmt: skip
_SMELLS = [
    ("The cell `prepare` of {n} lines reads files, repairs dates, joins tables, fits a scaler and"
     " draws two figures.", "long", "extract", "It does five things, and none can be tested"
     " alone."),
    ("`train` has {n} lines with comments such as `# now evaluate` that head its sections.",
     "long", "extract", "The headings are the names of the functions that are missing."),
    ("`score(row)` gives other results after the cell that sets the variable `threshold` was run"
     " again.", "global", "parameter", "The function depends on what its signature does not show."),
    ("`add_features()` takes no argument and returns nothing; it changes the table `df` of the"
     " notebook.", "global", "parameter",
     "Hidden inputs and outputs make the order of cells matter."),
    ("The training script and the service each compute the age of an account, {n} lines apart in"
     " style; one counts leap days.", "twins", "once", "Two copies of one rule drift: training and"
     " serving then differ."),
    ("The filter for test accounts is copied into {n} notebooks, and two of them lack the newest"
     " condition.", "twins", "once", "A rule that stands in many places is changed in some."),
    ("`if status == 3 and score > 0.{n}:` stands without any comment.", "magic", "named",
     "Nobody knows what 3 means, nor where the bound comes from."),
    ("Weights are multiplied by {n}.4 'because it worked', in several formulas.", "magic", "named",
     "A named constant with its reason can be found and questioned."),
    ("{n} functions take `lat, lon, zone, radius` in this order, and two calls swap the first two.",
     "clump", "object", "Values that always travel together are one thing."),
    ("`plot(x0, y0, x1, y1, unit)` and its callers pass the same five values on and on.", "clump",
     "object", "The five are one rectangle."),
    ("A loop over {n} files holds `try: load(f)` and `except Exception: pass`; a quarter of the"
     " rows is missing and nobody noticed.", "swallow", "narrow", "The faults were thrown away."),
    ("`except: return 0.0` around the metric hides that a column was renamed.", "swallow",
     "narrow", "A bare except turns a bug into a number."),
    ("`load(path, True)` returns a table, `load(path, False)` an iterator of batches of {n} rows.",
     "flag", "split", "The flag chooses between two functions with different results."),
    ("`evaluate(model, final=True)` also overwrites the report and sends a mail.", "flag", "split",
     "Two behaviours hide behind one name."),
    ("{n} lines of the old feature code are commented out, 'in case we need them'.", "dead",
     "remove", "Version control remembers; readers need not."),
    ("The branch for the sensor that was taken down two years ago is never reached.", "dead",
     "remove", "Code that never runs is never tested."),
]  # fmt: skip


@question("quality-smell-cure", "The cure for a smell", ABOUT, skill="diagnose", minutes=1.5)
def smell_cure(rng: Rng) -> Variant:
    """Which refactoring answers the trouble described."""
    n = int(rng.integers(12, 90))
    scenes = [Scene(text.format(n=n), *rest) for text, *rest in _SMELLS]
    return judged(rng, scenes, _CURES, "Which change helps most?")
