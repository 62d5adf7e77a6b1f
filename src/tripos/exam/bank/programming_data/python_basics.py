"""Python fundamentals: names and objects, generators, exceptions."""

from __future__ import annotations

from tripos.exam.bank.programming_data.running import code, ran
from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "python-fundamentals"


@question("pyfund-mutable-default", "A default that remembers", ABOUT, skill="diagnose",
          minutes=3, difficulty=0.2)  # fmt: skip
def mutable_default(rng: Rng) -> Variant:
    """Trace a function whose default list is shared between calls."""
    a, b, c, own = (int(x) for x in rng.choice(range(2, 20), 4, replace=False))
    first = bool(rng.integers(2))
    mine = [own, own + 1]
    calls = [f"log({a})", f"log({b}, {mine})", f"log({c})"]
    if first:
        calls = [calls[0], calls[2], calls[1]]
    program = (
        "def log(value, seen=[]):\n    seen.append(value)\n    return sum(seen)\n\n"
        f"results = [{', '.join(calls)}]"
    )
    with_own = sum(mine) + b
    right = [a, a + c, with_own] if first else [a, with_own, a + c]
    fresh = [a, c, with_own] if first else [a, with_own, c]
    mixed = [a, a + c, a + c + with_own] if first else [a, a + with_own, a + with_own + c]
    return matrix(
        f"What does `results` hold after this program has run?{code(program)}Write the three"
        " numbers in order.",
        right, again=lambda: ran(program, "results"),
        solution="The default list is made once, when `def` is executed, and is shared by all"
        f" calls that do not pass `seen`. The calls with {a} and {c} use it and give {a} and"
        f" ${a} + {c} = {a + c}$; the call with its own list gives ${own} + {own + 1} + {b} ="
        f" {with_own}$ and leaves the default alone. In order: {right}. The usual cure is"
        " `seen=None` and a fresh list inside.",
        mistakes=[
            (fresh, "Defaults are evaluated once, at the definition: the second call that relies"
             " on the default still finds what the first one appended."),
            (mixed, "A list passed by the caller replaces the default in that call only; it is not"
             " joined with it."),
        ],
    )  # fmt: skip


@question("pyfund-spent-iterator", "An iterator is spent", ABOUT, skill="diagnose", minutes=3,
          difficulty=0.4)  # fmt: skip
def spent_iterator(rng: Rng) -> Variant:
    """A generator is partly consumed by `in`, `next` or `zip`; the rest is summed."""
    while True:
        items = [int(x) for x in rng.choice(range(2, 13), 7, replace=False)]
        step = int(rng.integers(2, 5))
        kept = [x * x for x in items if x % step]
        if len(kept) >= 5:
            break
    way = pick(rng, ["in", "zip", "next"])
    at = int(rng.integers(1, 3))
    line, eaten = {
        "in": (f"found = {kept[at]} in squares", at + 1),
        "zip": (f"pairs = list(zip(squares, range({at + 1})))", at + 2),
        "next": ("\n".join(["next(squares)"] * (at + 1)), at + 1),
    }[way]
    program = (
        f"items = {items}\nsquares = (x * x for x in items if x % {step})\n{line}\n"
        "rest = sum(squares)"
    )
    why = {
        "in": "`in` pulls values until it meets the one sought, which is taken out as well",
        "zip": "`zip` asks its first iterator before it learns that the second is empty, so one"
        " more value than there are pairs is taken out",
        "next": "each `next` takes one value out",
    }[way]
    value = sum(kept[eaten:])
    return number(
        f"What is `rest` after this program?{code(program)}",
        value, again=lambda: ran(program, "rest"), tol=0, rel=0,
        solution=f"The generator would give {kept} (items not divisible by {step}, squared);"
        f" {why}: {eaten} values are gone. What is left, {kept[eaten:]}, sums to {value}.",
        mistakes=[
            (sum(kept), "A generator does not start again: what was taken out before is gone."),
            (sum(kept[eaten - 1:]), "One value fewer is left: count what that line pulls out of"
             " the generator, including the value at which it stops."),
            (0, "That line stops early, so the generator is not yet exhausted."),
            (sum(x * x for x in items[eaten:]), "The filter after `if` still applies."),
        ],
    )  # fmt: skip


@question("pyfund-try-finally", "Who wins, except or finally", ABOUT, skill="compute", minutes=3,
          difficulty=0.3)  # fmt: skip
def try_finally(rng: Rng) -> Variant:
    """Follow try, except, else and finally over a list of awkward inputs."""
    good = int(rng.integers(2, 10))
    whole = good * int(rng.integers(2, 9))
    pool = [f"'{good}'", "'0'", "'x'", "None", f"'{good}.0'"]
    inputs = [f"'{good}'", *(pool[int(at)] for at in rng.integers(0, 5, 3))]
    inputs = [inputs[int(at)] for at in rng.permutation(4)]
    bad, zero, other, last = (int(x) for x in rng.choice(range(1, 10), 4, replace=False))
    program = (
        "total = 0\n"
        f"for text in [{', '.join(inputs)}]:\n"
        "    try:\n"
        f"        share = {whole} // int(text)\n"
        "    except ValueError:\n"
        f"        total += {bad}\n"
        "    except (ZeroDivisionError, TypeError):\n"
        f"        total += {zero}\n"
        "    else:\n"
        f"        total += share + {other}\n"
        "    finally:\n"
        f"        total += {last}"
    )
    gains = {
        pool[0]: whole // good + other, "'0'": zero, "'x'": bad, "None": zero, pool[4]: bad,
    }  # fmt: skip
    value = sum(gains[text] + last for text in inputs)
    floats = sum((gains[pool[0]] if text == pool[4] else gains[text]) + last for text in inputs)
    parts = ", ".join(f"{text}: {gains[text]} + {last}" for text in inputs)
    return number(
        f"What is `total` at the end?{code(program)}",
        value, again=lambda: ran(program, "total"), tol=0, rel=0,
        solution="`int` of a text that is no whole number (also of a decimal such as"
        f" '{good}.0') raises ValueError, `int(None)` raises TypeError, division by zero"
        " raises ZeroDivisionError; `else` runs only without an exception, `finally` always."
        f" Gains: {parts}; together {value}.",
        mistakes=[
            (value - 4 * last, "`finally` runs every time, with and without an exception."),
            (value - last * sum(text != pool[0] for text in inputs),
             "`finally` also runs after an exception that was caught."),
            (value + other * sum(text != pool[0] for text in inputs),
             "`else` is skipped when the try block raised."),
            (floats, f"`int('{good}.0')` raises ValueError: it reads whole numbers only."),
            (value - bad * sum(gains[text] == bad for text in inputs)
             + zero * sum(gains[text] == bad for text in inputs),
             "A text that is no whole number raises ValueError, the first handler."),
        ],
    )  # fmt: skip


_ALIAS = [
    ("rows = [[0] * {n}] * {m}", "`*` on a list repeats the reference to one inner list", True),
    ("rows = [[0] * {n} for _ in range({m})]", "the comprehension makes a new list each time",
     False),
    ("row = [0] * {n}\nrows = [row[:] for _ in range({m})]", "each slice is a new list", False),
    ("row = [0] * {n}\nrows = [row for _ in range({m})]", "each entry is the same `row`", True),
    ("row = [0] * {n}\nrows = [list(row) for _ in range({m})]", "`list` copies", False),
    ("rows = {m} * [{n} * [0]]", "one inner list is referred to several times", True),
]  # fmt: skip


@question("pyfund-aliased-rows", "Rows that move together", ABOUT, skill="diagnose", minutes=2)
def aliased_rows(rng: Rng) -> Variant:
    """Whether the inner lists of a table are one object or several."""
    made, why, shared = pick(rng, _ALIAS)
    m, n = int(rng.integers(3, 7)), int(rng.integers(2, 6))
    hits = int(rng.integers(2, m + 1))
    program = (
        made.format(m=m, n=n)
        + f"\nfor at in range({hits}):\n    rows[at][{int(rng.integers(n))}] += 1"
        + "\ntotal = sum(sum(row) for row in rows)"
    )
    options = {
        hits: "Each loop step changes one cell of one row; rows are separate lists.",
        hits * m: "Look at whether the rows are one list seen several times or several lists.",
        m: "The cell is incremented once for every step of the loop, not only once.",
        m * n: "Only one column is touched; other cells stay 0.",
        hits * m * n: "Columns are separate cells; only rows can be aliased here.",
    }
    right = hits * m if shared else hits
    if shared:
        options[hits] = "The rows are one and the same list: each increment shows in all of them."
    else:
        options[hits * m] = "The rows are separate lists here: an increment shows in one only."
    wrong = [(str(value), said) for value, said in options.items() if value != right]
    return choose(
        rng, f"What is `total`?{code(program)}", str(right), wrong[:4],
        again=lambda: str(ran(program, "total")),
        solution=f"Here {why}. The loop adds 1 in {hits} steps, and each addition is seen in"
        f" {f'all {m} rows' if shared else 'one row'}: the total is {right}.",
    )  # fmt: skip
