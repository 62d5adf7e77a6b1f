"""Testing and debugging: bisection, what a test can catch, fixtures, flaky tests."""

from __future__ import annotations

import math

from tripos.exam.bank.programming_data.running import code, ran
from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "unit-testing-and-debugging"

# What a function should do, its code with a fault, and inputs: most of them do not show the fault.
_MUTANTS = [
    ("clips `x` to the range from `low` to `high`",
     "def f(x, low, high):\n    if x < low:\n        return low\n    if x > high:\n"
     "        return low\n    return x",
     ["f({a}, {a}, {b})", "f({a} - 1, {a}, {b})", "f({b}, {a}, {b})", "f({b} + 2, {a}, {b})"]),
    ("gives the mean of the last `k` values (of all, if there are fewer)",
     "def f(x, k):\n    return sum(x[-k:]) / k",
     ["f([{a}, {b}], 2)", "f([{a}], 3)", "f([{a}, {b}, {a}], 1)", "f([{b}, {a}, {b}], 3)"]),
    ("counts the days with a value above the day before",
     "def f(x):\n    return sum(b >= a for a, b in zip(x, x[1:]))",
     ["f([{a}, {b}])", "f([{b}, {a}])", "f([{a}, {a}])", "f([{a}])"]),
    ("says whether the text is the same read backwards, leaving spaces out",
     "def f(x):\n    return x.strip() == x.strip()[::-1]",
     ["f('abba')", "f(' aba ')", "f('a bb a b')", "f('ab b a')"]),
    ("gives the index of the largest value, the first of equal ones",
     "def f(x):\n    best = 0\n    for i, value in enumerate(x):\n"
     "        if value >= x[best]:\n            best = i\n    return best",
     ["f([{a}, {b}, 0])", "f([{b}, {a}, {b}])", "f([{a}])", "f([{b}, {a}, 0])"]),
    ("splits the items into batches of `k`, the last one maybe smaller",
     "def f(x, k):\n    return [x[i:i + k] for i in range(0, len(x) - k + 1, k)]",
     ["f([1, 2, 3, 4], 2)", "f([], 3)", "f([1, 2, 3], 2)", "f([1, 2, 3], 3)"]),
]  # fmt: skip
_SOUND = [
    "def g(x, low, high):\n    return max(low, min(x, high))",
    "def g(x, k):\n    return sum(x[-k:]) / len(x[-k:])",
    "def g(x):\n    return sum(b > a for a, b in zip(x, x[1:]))",
    "def g(x):\n    y = x.replace(' ', '')\n    return y == y[::-1]",
    "def g(x):\n    return x.index(max(x))",
    "def g(x, k):\n    return [x[i:i + k] for i in range(0, len(x), k)]",
]


@question("tests-input-that-fails", "The input that shows the fault", ABOUT, skill="diagnose",
          minutes=3, difficulty=0.2)  # fmt: skip
def input_that_fails(rng: Rng) -> Variant:
    """Only one of the calls tells a faulty function from what it should do."""
    at = int(rng.integers(len(_MUTANTS)))
    purpose, faulty, calls = _MUTANTS[at]
    a, b = sorted(int(x) for x in rng.choice(range(2, 30), 2, replace=False))
    shown = [call.format(a=a, b=b) for call in calls]
    shown = [call.replace(f"{a} - 1", str(a - 1)).replace(f"{b} + 2", str(b + 2)) for call in shown]
    got = {call: ran(f"{faulty}\nout = {call}", "out") for call in shown}
    good = {
        call: ran(f"{_SOUND[at]}\nout = {call.replace('f(', 'g(', 1)}", "out") for call in shown
    }
    (right,) = [call for call in shown if got[call] != good[call]]

    def again() -> str:
        # the place of the call that reaches the fault, found by hand
        return shown[(3, 1, 2, 3, 1, 2)[at]]

    return choose(
        rng, f"This function should do the following: it {purpose}.{code(faulty)}"
        "Which of these calls makes a test fail, and so pins the fault?",
        f"`{right}`",
        [(f"`{call}`", f"Here the function gives {got[call]}, which is what it should give: the"
          " test would pass.") for call in shown if call != right],
        again=lambda: f"`{again()}`",
        solution=f"For `{right}` the function gives {got[right]} and should give {good[right]};"
        " for the other calls both agree. A regression test belongs at the edge case that failed.",
    )  # fmt: skip


@question("tests-bisect-steps", "Bisect a history", ABOUT, skill="compute", minutes=3,
          difficulty=0.1)  # fmt: skip
def bisect_steps(rng: Rng) -> Variant:
    """How long a bisection takes at most, against testing every commit."""
    commits = int(rng.integers(40, 900))
    while 2 ** round(math.log2(commits)) in (commits, commits + 1, commits - 1):
        commits += 3
    minutes, repeats = int(rng.integers(3, 15)), int(rng.integers(1, 4))
    steps = math.ceil(math.log2(commits))
    value = steps * minutes * repeats

    def again() -> float:
        left, taken = commits, 0
        while left > 1:
            left -= left // 2  # the larger half stays
            taken += 1
        return taken * minutes * repeats

    often = (
        "" if repeats == 1
        else f" Since the test is flaky, it is run {repeats} times on each commit that is tried."
    )  # fmt: skip
    return number(
        f"A test passed at the last release and fails now; {commits} commits were made since, and"
        f" one of them broke it. Building and testing a commit takes {minutes} minutes.{often} How"
        " many minutes does bisection need at most to name the commit?",
        value, again=again, tol=0, rel=0, unit="min",
        solution=f"Each try halves the candidates; $\\lceil \\log_2 {commits} \\rceil = {steps}$"
        f" tries suffice: ${steps} \\cdot {minutes}{f' · {repeats}' if repeats > 1 else ''} ="
        f" {value}$ minutes.".replace("·", "\\cdot"),
        mistakes=[
            ((steps - 1) * minutes * repeats,
             "One try too few: the logarithm must be rounded up, since the larger half may stay."),
            (commits * minutes * repeats, "That tests every commit; halve the candidates instead."),
            (math.ceil(commits / 2) * minutes * repeats,
             "Halving goes on until one candidate is left, not only once."),
            (steps * minutes, "Each commit is tested several times here."),
        ],
    )  # fmt: skip


@question("tests-flaky-repeats", "Repeat a flaky test", ABOUT, skill="derive", minutes=4,
          difficulty=0.5)  # fmt: skip
def flaky_repeats(rng: Rng) -> Variant:
    """How many passes in a row make it unlikely that the fault is still there."""
    while True:
        fails = int(rng.integers(4, 41)) / 100
        level = float(pick(rng, [0.05, 0.02, 0.01, 0.001]))
        exact = math.log(level) / math.log(1 - fails)
        if 0.1 < exact % 1 < 0.9 and exact > 4:
            break
    value = math.ceil(exact)

    def again() -> float:
        runs, chance = 0, 1.0
        while chance > level:
            runs, chance = runs + 1, chance * (1 - fails)
        return runs

    return number(
        f"A race condition makes a test fail in {100 * fails:.0f} % of its runs, independently."
        " After a change that may or may not have removed the cause, you repeat the test. How many"
        " runs, all passing, do you need so that an unchanged fault would have passed them all"
        f" with a probability of at most {level:g}?",
        value, again=again, tol=0, rel=0,
        solution=f"$(1 - {fails:.2f})^k \\le {level:g}$ gives $k \\ge \\log {level:g} / \\log"
        f" {1 - fails:.2f} = {exact:.2f}$, so {value} runs.",
        mistakes=[
            (math.floor(exact), "Round up: with one run fewer the probability is still too large."),
            (math.ceil(1 / fails), "That many runs show one failure on average, but often none."),
            (math.ceil(math.log(level) / math.log(fails)),
             "Passing has probability 1 minus the rate of failures: raise that to the power k."),
            (math.ceil((1 - level) / fails), "Probabilities of passing multiply; they do not add."),
        ],
    )  # fmt: skip


@question("tests-fixture-count", "How often a fixture is built", ABOUT, skill="compute", minutes=3,
          difficulty=0.4)  # fmt: skip
def fixture_count(rng: Rng) -> Variant:
    """Parametrised tests and the scope of a pytest fixture."""
    first, second, single = (
        int(rng.integers(2, 6)),
        int(rng.integers(2, 6)),
        int(rng.integers(1, 4)),
    )
    scope = pick(rng, ["function", "function", "module", "session"])
    files = int(rng.integers(2, 5))
    cost = int(rng.integers(2, 10))
    runs = files * (first * second + single)
    builds = {"function": runs, "module": files, "session": 1}[scope]
    value = builds * cost

    def again() -> float:
        built = set()
        for file in range(files):
            tests = [f"grid{i}{j}" for i in range(first) for j in range(second)]
            for test in tests + [f"plain{i}" for i in range(single)]:
                place = {"function": (file, test), "module": (file,), "session": ()}[scope]
                built.add(place)
        return cost * len(built)

    lines = (
        f"@pytest.mark.parametrize('size', {list(range(1, first + 1))})\n"
        f"@pytest.mark.parametrize('kind', {list('abcdef')[:second]})\n"
        "def test_grid(model, size, kind): ..."
    )
    return number(
        f"A fixture `model` with `scope='{scope}'` trains a small model for {cost} s. Each of"
        f" {files} test modules holds this test and {single} more"
        f" test{'s' if single > 1 else ''} without parameters; all use `model`.{code(lines)}How"
        " many seconds does a full run of pytest (one process) spend on training?",
        value, again=again, tol=0, rel=0, unit="s",
        solution=f"Stacked parameters multiply: ${first} \\cdot {second} + {single}$ runs in each"
        f" of {files} modules. With the scope `{scope}` the fixture is built"
        f" {f'{builds} times' if builds > 1 else 'once'}:"
        f" {value} s.",
        mistakes=[
            (runs * cost, f"That builds it for every run; the scope is `{scope}`."),
            (files * (first + second + single) * cost,
             "Stacked parametrize marks form all pairs: multiply the two counts."),
            (files * cost, f"Once per module would be the scope `module`; here it is `{scope}`."),
            (cost, f"Once in all would be the scope `session`; here it is `{scope}`."),
            (first * second * cost, "Count all modules and all tests that use the fixture."),
        ],
    )  # fmt: skip
