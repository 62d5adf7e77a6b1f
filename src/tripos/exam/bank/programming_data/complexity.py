"""Growth of time and memory: counting steps, extrapolating, choosing a data structure."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.programming_data.running import code
from tripos.exam.bank.scenes import pick
from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, expression, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "algorithms-and-complexity"


@question("algo-count-steps", "Count the steps of a loop", ABOUT, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def count_steps(rng: Rng) -> Variant:
    """The number of inner steps of nested loops as a polynomial in n."""
    c, d = int(rng.integers(2, 7)), int(rng.integers(1, 5))
    kind = int(rng.integers(4))
    lines, text, wrong = [
        (f"for i in range(n):\n    for j in range(i, n):\n        for k in range({c}):\n"
         "            work()", f"{c}*n*(n+1)/2", f"{c}*n*(n-1)/2"),
        (f"for i in range(n):\n    for j in range(i):\n        for k in range({c}):\n"
         "            work()", f"{c}*n*(n-1)/2", f"{c}*n*(n+1)/2"),
        (f"for i in range(n):\n    for j in range(i + {d}):\n        work()",
         f"n*(n-1)/2 + {d}*n", f"n*(n+1)/2 + {d}"),
        (f"for i in range(n):\n    for j in range({c} * n):\n        work()\n"
         "    for j in range(i + 1):\n        work()", f"{c}*n^2 + n*(n+1)/2", f"{c}*n^2 + n"),
    ][kind]  # fmt: skip
    full = [f"{c}*n^2", f"{c}*n^2", f"n^2 + {d}*n", f"{c}*n^3"][kind]

    def steps(n: int) -> int:
        if kind == 0:
            return sum(1 for i in range(n) for _ in range(i, n) for _ in range(c))
        if kind == 1:
            return sum(1 for i in range(n) for _ in range(i) for _ in range(c))
        if kind == 2:
            return sum(1 for i in range(n) for _ in range(i + d))
        return sum(sum(1 for _ in range(c * n)) + sum(1 for _ in range(i + 1)) for i in range(n))

    def again() -> str:
        # the quadratic through three counted values
        f1, f2, f3 = (steps(n) for n in (1, 2, 3))
        return f"{f1} + ({f2 - f1})*(n-1) + ({f3 - 2 * f2 + f1})/2*(n-1)*(n-2)"

    return expression(
        f"How many times is `work` called, exactly, as an expression in `n`?{code(lines)}",
        text, {"n": (2.0, 40.0)}, again=again,
        solution="Sum the inner loops over $i = 0, \\ldots, n - 1$, with $\\sum i = n(n-1)/2$:"
        f" the count is `{text}`, which is of order $n^2$.",
        mistakes=[
            (wrong, "The inner bounds are off by one: write the counts for i = 0, 1 and n - 1."),
            (full, "The inner loop does not run its full length for every i: sum over i."),
        ],
    )  # fmt: skip


@question("algo-doubling-times", "Extrapolate from timings", ABOUT, skill="read", minutes=3,
          difficulty=0.2)  # fmt: skip
def doubling_times(rng: Rng) -> Variant:
    """Estimate the exponent from a doubling experiment and predict a larger run."""
    power = float(pick(rng, [1.0, 1.5, 2.0, 3.0]))
    least = int(pick(rng, [1000, 2000, 4000, 5000]))
    sizes = [least * 2**at for at in range(4)]
    begin = float(rng.uniform(0.2, 0.9))
    times = [round(begin * 2 ** (power * at), 2) for at in range(4)]
    factor = int(pick(rng, [4, 8, 16]))
    target = sizes[-1] * factor
    value = times[-1] * factor**power

    def again() -> float:
        slope = np.polyfit(np.log(sizes), np.log(times), 1)[0]
        return float(times[-1]) * math.exp(round(2 * slope) / 2 * math.log(factor))

    return number(
        f"A clustering routine was timed:"
        f"{table(('rows', 'seconds'), zip(sizes, times, strict=True))}If the growth"
        f" goes on, how many seconds does it take on {target} rows? (The exponent is a multiple of"
        " one half.)",
        value, again=again, rel=0.03, unit="s", digits=2,
        solution=f"Doubling the rows multiplies the time by about {2**power:.2f}, so the time grows"
        f" like $n^{{{power:g}}}$. From {sizes[-1]} to {target} is a factor {factor}:"
        f" ${times[-1]} \\cdot {factor}^{{{power:g}}} \\approx {value:.2f}$ s.",
        mistakes=[
            (times[-1] * factor, "That assumes linear growth: look at the ratio of times when the"
             " rows double."),
            (times[-1] * factor**2, "That assumes quadratic growth: compare the ratio of"
             " neighbouring times with 4."),
            (times[-1] * 2**power, f"That is one doubling only; {factor} times as many rows are"
             f" {int(math.log2(factor))} doublings."),
            (times[-1] * int(math.log2(factor)) * 2**power,
             "Each doubling multiplies the time again: take the ratio to a power."),
        ],
    )  # fmt: skip


@question("algo-array-growth", "What growing an array costs", ABOUT, skill="compute", minutes=4,
          difficulty=0.5)  # fmt: skip
def array_growth(rng: Rng) -> Variant:
    """Elements copied by a dynamic array that grows by a factor or by a fixed step."""
    start = int(rng.integers(2, 7))
    doubling = bool(rng.integers(2))
    factor, step = int(rng.integers(2, 4)), int(rng.integers(4, 11)) * 10
    n = int(rng.integers(15, 60)) * (10 if doubling else 20)
    grow = f"by a factor of {factor}" if doubling else f"by {step} places"
    caps = [start]
    while caps[-1] < n:
        caps.append(caps[-1] * factor if doubling else caps[-1] + step)
    value = sum(caps[:-1])

    def again() -> float:
        times = len(caps) - 1
        if doubling:
            return start * (factor**times - 1) / (factor - 1)
        return times * start + step * times * (times - 1) / 2

    first = ", ".join(map(str, caps[:4]))
    order = "proportional to n" if doubling else "of order n squared"
    return number(
        f"A dynamic array starts with room for {start} elements. Whenever an element is appended to"
        f" a full array, the capacity grows {grow} and all elements present are copied to the new"
        f" place. How many elements have been copied in all after {n} elements were appended to"
        " the empty array?",
        value, again=again, tol=0, rel=0,
        solution=f"The capacities are {first}, ..., {caps[-1]}. Each time the array is full, its"
        f" old capacity is copied; the sum of all but the last capacity is {value}. The total is"
        f" {order}.",
        mistakes=[
            (sum(caps), "The last capacity is not filled beyond: no copy is made of it."),
            (len(caps) - 1, "That is the number of times the array grows, not of copied elements."),
            (value - start, "The first growth copies the elements of the starting capacity too."),
            (caps[-2], "Earlier growths copied elements as well: add them up."),
            (n * (n - 1) // 2, "The array is not copied at every append, only when it is full."),
        ],
    )  # fmt: skip


@question("algo-recurrence", "Solve a recurrence", ABOUT, skill="derive", minutes=3,
          difficulty=0.7)  # fmt: skip
def recurrence(rng: Rng) -> Variant:
    """The order of T(n) = a T(n/b) + n^c by comparing leaf and top work."""
    b = int(pick(rng, [2, 3, 4]))
    c = int(rng.integers(0, 3))
    kind = int(rng.integers(3 if c else 2))  # how the leaves compare: equal, larger, smaller
    leaf = c + (0, 1, -1)[kind]
    a = b**leaf
    top = "1" if c == 0 else "n" if c == 1 else f"n^{c}"
    power = "1" if leaf == 0 else "n" if leaf == 1 else f"n^{leaf}"
    logged = "\\log n" if c == 0 else f"{top} \\log n"
    right = logged if kind == 0 else power if kind == 1 else top
    names = dict.fromkeys([
        right, top, logged, power, "n^2 \\log n", "n \\log n", "n^3", "n", "n^2",
    ])  # fmt: skip
    others = [name for name in names if name != right][:3]

    def again() -> str:
        # run the recurrence far and compare each order's growth with it
        work = [1.0]
        for level in range(1, 61):
            work.append(a * work[-1] + float(b) ** (c * level))
        growth = math.log(work[60] / work[30])

        def apart(name: str) -> float:
            plain = name.replace("\\log n", "").strip()
            order = {"": 0, "1": 0, "n": 1}.get(plain) if "^" not in plain else int(plain[2:])
            logs = math.log(2) if "log" in name else 0.0
            return abs(growth - (order or 0) * 30 * math.log(b) - logs)

        return f"${min([right, *others], key=apart)}$"

    work = "a constant" if c == 0 else f"about ${top}$ steps"
    compare = {
        0: "equal: every level costs the same, which gives a factor $\\log n$",
        1: "larger: the leaves decide", 2: "smaller: the top call decides",
    }[kind]  # fmt: skip
    return choose(
        rng,
        f"A procedure on $n$ items calls itself {a} time{'s' * (a > 1)} on parts of size $n/{b}$"
        f" and spends {work} besides. How does its running time grow (up to constants)?",
        f"${right}$",
        [(f"${name}$", f"Compare the work of the leaves, $n^{{{leaf}}}$ (since $\\log_{b} {a} ="
          f" {leaf}$), with that of the top call, ${top}$.") for name in others],
        again=again,
        solution=f"There are $n^{{\\log_{b} {a}}} = n^{{{leaf}}}$ leaves; against the top call's"
        f" ${top}$ that is {compare}. The order is ${right}$.",
    )  # fmt: skip
