"""Averages, tail bounds, Monte Carlo and Markov chains."""

from __future__ import annotations

import itertools
import math
from statistics import NormalDist

import numpy as np

from tripos.exam.bank.shown import mat, vec
from tripos.exam.makers import choose, matrix, number, order
from tripos.exam.question import Rng, Variant, question

LIMIT = "law-of-large-numbers-clt"
CHAIN = "markov-chains"
BOUND = "concentration-inequalities"
MONTE = "monte-carlo-simulation"
NORMAL = NormalDist()


@question("limit-clt-sum", "A normal approximation for a sum", LIMIT, skill="compute", minutes=4)
def clt_sum(rng: Rng) -> Variant:
    """The probability that a sum of many skewed costs exceeds a budget."""
    n, mean = int(rng.choice([64, 100, 144, 225, 400])), int(rng.integers(3, 30))
    deviation = int(rng.integers(3, 40))
    z = float(rng.integers(4, 21)) / 10
    budget = round(n * mean + z * deviation * math.sqrt(n))
    exact = (budget - n * mean) / (deviation * math.sqrt(n))
    value = 1 - NORMAL.cdf(exact)

    def again() -> float:
        return 0.5 * math.erfc((budget / n - mean) * math.sqrt(n) / deviation / math.sqrt(2))

    return number(
        f"{n} independent claims have mean {mean} and standard deviation {deviation} each. About"
        " how"
        f" likely is it that their sum exceeds {budget} (normal approximation, three decimals)?",
        value, again=again, tol=0.0021,
        solution=f"$z = ({budget} - {n * mean})/({deviation}\\sqrt{{{n}}}) = {exact:.3f}$, so"
        f" $1 - \\Phi({exact:.3f}) = {value:.4f}$.",
        mistakes=[
            (1 - value, "That is the probability of staying within the budget."),
            (1 - NORMAL.cdf((budget - n * mean) / (deviation * n)),
             "The deviation of a sum grows with the root of n."),
            (1 - NORMAL.cdf((budget - n * mean) / deviation), "Scale the deviation to the sum."),
        ],
    )  # fmt: skip


@question("limit-does-it-hold", "Does the average settle", LIMIT, skill="diagnose", minutes=3,
          difficulty=0.4)  # fmt: skip
def does_it_hold(rng: Rng) -> Variant:
    """Whether law of large numbers and central limit theorem hold for a tail or dependence."""
    tail = float(rng.choice([0.6, 0.8, 0.9, 1.0, 1.2, 1.5, 1.7, 1.9, 2.3, 2.5, 3.0, 3.5]))
    names = [
        "it settles, with normal errors of order $1/\\sqrt{n}$",
        "it settles, but its errors are not normal and shrink slower than $1/\\sqrt{n}$",
        "it does not settle at any finite value",
    ]
    said = [
        "Normal errors of that order need a finite variance: is the tail exponent above 2?",
        "That is the case of a finite mean with an infinite variance, exponents 1 to 2.",
        "The average settles as soon as the mean is finite, that is for exponents above 1.",
    ]
    what = str(rng.choice(["file sizes", "session lengths", "insurance claims", "city sizes",
                           "download counts", "response times", "gradient norms"]))  # fmt: skip
    right = names[2 if tail <= 1 else 1 if tail <= 2 else 0]

    def again() -> str:
        x = np.logspace(0, 12, 400_000)
        density = tail * x ** (-tail - 1)
        first, second = x * density, x * x * density
        heavy = [float((y * x)[-1]) > float((y * x)[len(x) // 2]) * 0.999 for y in (first, second)]
        return names[2] if heavy[0] else names[1] if heavy[1] else names[0]

    return choose(
        rng,
        f"Independent {what} $X \\ge 1$ have the tail $P(X > x) = x^{{-{tail:g}}}$. What happens to"
        " their average as $n$ grows?",
        right, [(o, w) for o, w in zip(names, said, strict=True) if o != right], again=again,
        solution=f"The density falls like $x^{{-{tail + 1:g}}}$, so the mean is finite for"
        " exponents"
        f" above 1 and the variance for exponents above 2. With {tail:g}: {right}.",
    )  # fmt: skip


@question("limit-correlated-average", "Averages of correlated values", LIMIT, skill="derive",
          minutes=4, difficulty=0.5)  # fmt: skip
def correlated_average(rng: Rng) -> Variant:
    """The standard deviation of an average of equally correlated variables."""
    n, s = int(rng.choice([5, 10, 20, 50, 100])), int(rng.integers(2, 12))
    rho = float(rng.choice([0.05, 0.1, 0.2, 0.3, 0.5]))
    value = s * math.sqrt(rho + (1 - rho) / n)

    def again() -> float:
        cov = s * s * (np.full((n, n), rho) + (1 - rho) * np.eye(n))
        return math.sqrt(float(cov.sum())) / n

    return number(
        f"The errors of {n} models in an ensemble have standard deviation {s} each, and every two"
        f" have correlation {rho:g}. What is the standard deviation of their average (two"
        " decimals)?",
        value, again=again, tol=0.006,
        solution=f"$\\sigma^2(\\rho + (1-\\rho)/n) = {s * s}({rho:g} + {1 - rho:g}/{n}) ="
        f" {value * value:.4f}$; its root is {value:.4f}. However many models,"
        f" {s}$\\sqrt{{{rho:g}}}$"
        " remains.",
        mistakes=[
            (s / math.sqrt(n), "That holds for uncorrelated errors."),
            (s * math.sqrt(rho), "That is the limit for infinitely many models."),
            (value * value, "That is the variance."),
            (s * (rho + (1 - rho) / n), "Take the root of the factor as well."),
        ],
    )  # fmt: skip


@question("chain-stationary", "Stationary distribution", CHAIN, skill="compute", minutes=5)
def stationary(rng: Rng) -> Variant:
    """The stationary distribution of a three-state chain."""
    while True:
        cells = rng.integers(1, 8, (3, 3))
        rows = cells.copy()
        rows[:, 2] = 10 - cells[:, 0] - cells[:, 1]
        if rows.min() >= 1 and (rows.sum(0) != 10).all():
            break
    p = rows / 10
    system = np.vstack([p.T - np.eye(3), np.ones(3)])
    value = np.linalg.lstsq(system, np.array([0, 0, 0, 1.0]), rcond=None)[0]

    def again() -> list[float]:
        now = np.array([1.0, 0, 0])
        for _ in range(400):
            now = now @ p
        return [float(v) for v in now]

    return matrix(
        f"A user moves between three pages with transition matrix $P = {mat(p)}$ (rows are the"
        " present page). Give the stationary distribution (three decimals).",
        value.tolist(), again=again, tol=0.0011, digits=4,
        solution="Solve $\\pi P = \\pi$ with $\\sum \\pi_i = 1$:"
        f" {', '.join(f'{v:.4f}' for v in value)}. Power iteration, $\\pi \\leftarrow \\pi P$,"
        " converges to it from every start, since all entries are positive.",
        mistakes=[
            ([1 / 3] * 3, "The uniform distribution is stationary only if columns sum to one."),
            ((p.sum(0) / 3).tolist(), "That is one step from the uniform distribution."),
            ((p @ p)[0].tolist(), "Two steps are not the limit: solve for the fixed point."),
        ],
    )  # fmt: skip


@question("chain-pagerank", "PageRank with teleportation", CHAIN, skill="derive", minutes=5,
          difficulty=0.5)  # fmt: skip
def pagerank(rng: Rng) -> Variant:
    """The PageRank of the hub of a star or the target of a funnel."""
    n, d = int(rng.integers(3, 40)), float(rng.choice([0.8, 0.85, 0.9, 0.5, 0.7]))
    # n leaves link to the hub only; the hub links to all leaves
    value = (1 - d + d * (n + 1)) / ((n + 1) * (1 + d))

    def again() -> float:
        p = np.zeros((n + 1, n + 1))
        p[1:, 0], p[0, 1:] = 1, 1 / n
        now = np.full(n + 1, 1 / (n + 1))
        for _ in range(300):
            now = d * now @ p + (1 - d) / (n + 1)
        return float(now[0])

    return number(
        f"{n} pages link only to a hub, and the hub links to each of them. With probability {d:g}"
        f" the surfer follows a random link, otherwise jumps to a uniformly random one of all"
        f" {n + 1} pages. What is the PageRank of the hub (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"The hub has $h = {1 - d:.2g}/{n + 1} + {d:g}(1 - h)$, as all others link only to"
        f" it. So $h = ({1 - d:.2g}/{n + 1} + {d:g})/{1 + d:g} = {value:.4f}$.",
        mistakes=[
            (0.5, "Without teleportation it would be one half; jumps change it."),
            (d + (1 - d) / (n + 1), "The surfer is at a leaf only with probability 1 - h."),
            (1 / (n + 1), "The hub receives far more than an equal share."),
        ],
    )  # fmt: skip


@question("chain-mixing", "How fast a chain forgets", CHAIN, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def mixing(rng: Rng) -> Variant:
    """Steps until a two-state chain is close to its stationary distribution."""
    while True:
        a, b = (int(v) / 100 for v in rng.integers(2, 30, 2))
        eps = float(rng.choice([0.05, 0.01, 0.001]))
        stationary_one = a / (a + b)
        exact = math.log(eps / stationary_one) / math.log(1 - a - b)
        if exact > 2 and abs(exact - round(exact)) > 0.05:
            break
    value = math.ceil(exact)

    def again() -> float:
        p, now, steps = np.array([[1 - a, a], [b, 1 - b]]), np.array([1.0, 0.0]), 0
        while abs(now[1] - stationary_one) > eps:
            now, steps = now @ p, steps + 1
        return steps

    return number(
        f"A machine that works fails in the next hour with probability {a:g}; one that is down is"
        " up"
        f" an hour later with probability {b:g}. It works now. After how many hours does the"
        f" probability of being down for the first time differ by at most {eps:g} from its long-run"
        " value?",
        value, again=again, tol=0, rel=0,
        solution=f"The long-run value is ${a:g}/{a + b:.2g} = {stationary_one:.4f}$; the distance"
        f" shrinks by $1 - {a:g} - {b:g} = {1 - a - b:.2f}$ an hour, the second eigenvalue."
        f" ${stationary_one:.4f} \\cdot {1 - a - b:.2f}^k \\le {eps:g}$ needs $k \\ge"
        f" {exact:.2f}$.",
        mistakes=[
            (value - 1, "Round up: one hour earlier it is still too far."),
            (math.ceil(math.log(eps) / math.log(1 - a - b)), "The distance does not start at one."),
            (math.ceil(math.log(eps / stationary_one) / math.log(1 - a)),
             "The second eigenvalue is one minus both rates."),
        ],
    )  # fmt: skip


@question("bound-hoeffding-size", "Sample size by Hoeffding", BOUND, skill="derive", minutes=4)
def hoeffding_size(rng: Rng) -> Variant:
    """How many bounded observations a two-sided Hoeffding bound asks for."""
    top = int(rng.choice([1, 1, 2, 5, 10]))
    eps = top * int(rng.integers(2, 11)) / 100
    delta = float(rng.choice([0.1, 0.05, 0.02, 0.01]))
    value = math.ceil(top * top * math.log(2 / delta) / (2 * eps * eps))

    def again() -> float:
        low, high = 1, 10_000_000
        while low < high:
            mid = (low + high) // 2
            fine = 2 * math.exp(-2 * mid * (eps / top) ** 2) <= delta
            low, high = (low, mid) if fine else (mid + 1, high)
        return low

    return number(
        f"Losses lie between 0 and {top}. How many independent test examples does Hoeffding's"
        f" inequality ask for so that the test mean is within {eps:g} of the true mean, on either"
        f" side, with probability at least {1 - delta:g}?",
        value, again=again, tol=1, rel=0.001,
        solution=f"$2\\exp(-2n\\epsilon^2/{top}^2) \\le {delta:g}$ gives $n \\ge {top * top}"
        f" \\log({2 / delta:g})/(2 \\cdot {eps:g}^2)$, so {value}.",
        mistakes=[
            (math.ceil(top * top * math.log(1 / delta) / (2 * eps * eps)),
             "Both sides count: the bound carries a factor two."),
            (math.ceil(math.log(2 / delta) / (2 * eps * eps)), "The range enters squared."),
            (math.ceil(top * top / (4 * eps * eps * delta)), "That is Chebyshev's inequality."),
            (math.ceil(top * top * math.log(2 / delta) / (eps * eps)), "The exponent has a two."),
        ],
    )  # fmt: skip


@question("bound-order", "Which bound is tighter", BOUND, skill="compute", minutes=5,
          difficulty=0.5)  # fmt: skip
def which_is_tighter(rng: Rng) -> Variant:
    """Orders Markov, Chebyshev, Hoeffding and the normal approximation for a binomial tail."""
    while True:
        n, p = int(rng.choice([20, 30, 50, 80, 100, 200])), int(rng.integers(1, 6)) / 10
        k = math.ceil(n * p + float(rng.uniform(0.8, 4.5)) * math.sqrt(n * p * (1 - p)))
        t = k - n * p
        if k >= n or t <= 0:
            continue
        sizes = {"Markov": n * p / k, "Chebyshev": n * p * (1 - p) / t**2,
                 "Hoeffding": math.exp(-2 * t * t / n),
                 "the exact probability": sum(math.comb(n, i) * p**i * (1 - p) ** (n - i)
                                              for i in range(k, n + 1))}  # fmt: skip
        ranked = sorted(sizes, key=lambda name: sizes[name])
        steps = [sizes[b] / sizes[a] for a, b in itertools.pairwise(ranked)]
        if min(steps) > 1.1 and max(sizes.values()) < 1:
            break

    def again() -> list[str]:
        logs = {"Markov": math.log(n * p) - math.log(k),
                "Chebyshev": math.log(n * p * (1 - p)) - 2 * math.log(t),
                "Hoeffding": -2 * n * (t / n) ** 2}  # fmt: skip
        return ["the exact probability", *sorted(logs, key=lambda name: logs[name])]

    return order(
        rng,
        f"$S$ is binomial with $n = {n}$ and $p = {p:g}$. Order by size, smallest first: the exact"
        f" $P(S \\ge {k})$ and the bounds on it by Markov (with the mean), Chebyshev (with the"
        " two-sided variance bound) and Hoeffding (one-sided).",
        ranked, again=again,
        solution="; ".join(f"{name}: {sizes[name]:.4g}" for name in ranked)
        + ". The exact value lies below every bound; which bound is tighter depends on how far out"
        " one is.",
    )  # fmt: skip


@question("bound-chebyshev", "A guarantee from the variance alone", BOUND, skill="compute",
          minutes=3, difficulty=-0.2)  # fmt: skip
def chebyshev(rng: Rng) -> Variant:
    """The sample size that Chebyshev asks for, with only a variance known."""
    s, eps = int(rng.integers(3, 40)), int(rng.integers(1, 8)) / 2
    delta = float(rng.choice([0.2, 0.1, 0.05, 0.04, 0.02]))
    value = math.ceil(s * s / (delta * eps * eps) - 1e-9)

    def again() -> float:
        n = 1
        while (s / eps) ** 2 > n * delta + 1e-9:
            n += 1
        return n

    return number(
        f"Independent runs have standard deviation {s} and nothing else is known. How many does"
        f" Chebyshev's inequality ask for so that the average is within {eps:g} of the mean with"
        f" probability at least {1 - delta:g}?",
        value, again=again, tol=1, rel=0.001,
        solution=f"$\\sigma^2/(n\\epsilon^2) \\le {delta:g}$ gives $n \\ge {s * s}/({delta:g}"
        " \\cdot"
        f" {eps * eps:g})$, so {value}.",
        mistakes=[
            (math.ceil(s / (delta * eps)), "Deviation and margin both enter squared."),
            (math.ceil(s * s / (delta * eps)), "The margin enters squared."),
            (math.ceil((NORMAL.inv_cdf(1 - delta / 2) * s / eps) ** 2),
             "That is the normal approximation, not a guarantee."),
        ],
    )  # fmt: skip


@question("monte-error", "Error of a simulated probability", MONTE, skill="compute", minutes=3)
def error(rng: Rng) -> Variant:
    """The relative Monte Carlo error of a simulated rare-event probability."""
    n = int(rng.choice([1000, 5000, 10_000, 50_000, 100_000]))
    hits = int(rng.integers(10, 200))
    p = hits / n
    value = 100 * math.sqrt((1 - p) / (n * p))

    def again() -> float:
        drawn = np.zeros(n)
        drawn[:hits] = 1
        return 100 * float(drawn.std() / math.sqrt(n) / drawn.mean())

    return number(
        f"In {n} independent simulated days a default occurred on {hits}. What is the estimated"
        " relative standard error of the probability of default, in per cent (one decimal)?",
        value, again=again, tol=0.06,
        solution=f"$\\hat p = {p:g}$, standard error $\\sqrt{{\\hat p(1-\\hat p)/n}} ="
        f" {math.sqrt(p * (1 - p) / n):.3g}$; divided by $\\hat p$ that is {value / 100:.4f}, about"
        " $1/\\sqrt{hits}$ for rare events.",
        mistakes=[
            (100 * math.sqrt(p * (1 - p) / n), "That is the absolute error; divide by the"
             " estimate."),
            (100 / math.sqrt(n), "For rare events the hits, not the runs, set the error."),
            (100 * math.sqrt((1 - p) / p), "Divide by the root of the number of runs."),
        ],
    )  # fmt: skip


@question("monte-importance", "Variance of importance sampling", MONTE, skill="derive", minutes=5,
          difficulty=0.7)  # fmt: skip
def importance(rng: Rng) -> Variant:
    """The variance per draw of an importance-sampling estimate on three states."""
    while True:
        p, q = rng.integers(1, 8, 3) / 10, rng.integers(1, 8, 3) / 10
        p[2], q[2] = round(1 - p[0] - p[1], 1), round(1 - q[0] - q[1], 1)
        f = rng.integers(0, 10, 3)
        mean = float(p @ f)
        value = float((p * p * f * f / q).sum()) - mean**2 if min(p[2], q[2]) > 0.05 else 0
        if value > 0.3 and (p != q).any():
            break

    def again() -> float:
        weighted = p / q * f
        return float(q @ (weighted - q @ weighted) ** 2)

    return number(
        f"$E_p f$ is estimated with draws from $q$ and weights $p/q$, for $p = {vec(p)}$,"
        f" $q = {vec(q)}$ and $f = {vec(f)}$ on three states. What is the variance of a single"
        " weighted draw (two decimals)?",
        value, again=again, tol=0.006,
        solution=f"$E_q (fp/q) = E_p f = {mean:.3f}$, $E_q (fp/q)^2 = \\sum p^2 f^2/q ="
        f" {value + mean**2:.4f}$; the difference to the squared mean is {value:.4f}.",
        mistakes=[
            (float(p @ f**2) - mean**2, "That is the variance of plain draws from p."),
            (float(q @ f**2) - float(q @ f) ** 2, "The weights belong to the draws from q."),
            (value + mean**2, "Subtract the squared mean."),
        ],
    )  # fmt: skip
