"""Statistical anomaly detection: distances with correlation, alarm budgets, masked outliers."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "anomaly-detection"


@question("anomaly-alarm-budget", "A threshold for an alarm budget", ABOUT, skill="compute",
          minutes=4, difficulty=0.5)  # fmt: skip
def alarm_budget(rng: Rng) -> Variant:
    """The Mahalanobis threshold of two features that spends a budget of false alarms."""
    events = int(rng.integers(2, 60)) * 500
    alarms = int(rng.integers(2, 16))
    what = pick(rng, ["card payments", "log-ins", "sensor readings", "invoices", "parcels",
                      "network flows"])  # fmt: skip
    rate = alarms / events
    value = -2 * math.log(rate)

    def again() -> float:
        # bisection on the mass of the plane outside a radius, added up in rings
        def outside(square: float) -> float:
            edges = np.linspace(math.sqrt(square), math.sqrt(square) + 9, 4001)
            middle = (edges[1:] + edges[:-1]) / 2
            return float(np.sum(middle * np.exp(-(middle**2) / 2) * np.diff(edges)))

        low, high = 0.0, 60.0
        for _ in range(40):
            half = (low + high) / 2
            low, high = (half, high) if outside(half) > rate else (low, half)
        return low

    def one_dimension() -> float:
        low, high = 0.0, 8.0
        for _ in range(50):
            half = (low + high) / 2
            low, high = (half, high) if math.erfc(half / math.sqrt(2)) > rate else (low, half)
        return low**2

    return number(
        f"Two features of normal {what} follow a bivariate Gaussian with a known mean and"
        f" covariance. About {events} normal events come in each day, and the team can look at"
        f" {alarms} false alarms a day. An alarm is raised when the squared Mahalanobis distance"
        " $d^2$ exceeds $t$. Which $t$ spends this budget in expectation? Two decimals.",
        value, again=again, rel=0, tol=0.011, digits=2,
        solution="For two Gaussian features $d^2$ is chi-squared with two degrees of freedom, so"
        f" $P(d^2 > t) = e^{{-t/2}}$. Set $e^{{-t/2}} = {alarms} / {events}$:"
        f" $t = 2 \\ln({events} / {alarms}) = {value:.2f}$.",
        mistakes=[
            (value / 2, "The tail is $e^{-t/2}$: the half in the exponent was dropped."),
            (math.sqrt(value), "That is the threshold on $d$; the rule compares $d^2$."),
            (one_dimension(), "That is the tail of one feature (one degree of freedom); the"
             " distance adds up two."),
            (2 * math.log(events), "That allows one false alarm a day, not the whole budget."),
        ],
    )  # fmt: skip


@question("anomaly-against-correlation", "The most unusual point", ABOUT, skill="choose",
          minutes=5, difficulty=0.5)  # fmt: skip
def against_correlation(rng: Rng) -> Variant:
    """Which of four points is farthest by Mahalanobis; by the single features it is another."""
    a, b = pick(rng, [("height", "weight"), ("requests", "bytes sent"), ("speed", "fuel flow"),
                      ("pages read", "time on site"), ("load", "temperature"),
                      ("order value", "items")])  # fmt: skip
    while True:
        rho = float(rng.choice([-0.9, -0.8, -0.7, 0.7, 0.8, 0.9]))
        spots = [(float(x), float(y)) for x, y in rng.integers(-6, 7, (4, 2)) / 2]
        far = [(x * x - 2 * rho * x * y + y * y) / (1 - rho**2) for x, y in spots]
        plain = [math.hypot(x, y) for x, y in spots]
        ranked, single = sorted(far), [max(abs(x), abs(y)) for x, y in spots]
        best = far.index(ranked[-1])
        longest = plain.index(max(plain))
        if (
            ranked[-1] > 1.25 * ranked[-2]
            and best != longest
            and single.count(max(single)) == 1
            and single.index(max(single)) != best
            and len(set(spots)) == 4
            and ranked[0] > 0.5
        ):
            break
    texts = {name: f"{name}: ({x:g}, {y:g})" for name, (x, y) in zip("PQRS", spots, strict=True)}

    def again() -> str:
        root = np.linalg.cholesky(np.array([[1, rho], [rho, 1]]))
        white = [float(np.linalg.norm(np.linalg.solve(root, spot))) for spot in spots]
        return texts["PQRS"[int(np.argmax(white))]]

    def why(at: int) -> str:
        if at == longest:
            return (f"It is farthest from the mean by Euclidean distance, but it lies along the"
                    f" correlation: its $d^2$ is only {far[at]:.2f}.")  # fmt: skip
        return f"Its $d^2$ is {far[at]:.2f}; another point goes farther against the correlation."

    return choose(
        rng,
        f"Two standardised features, {a} and {b}, have the correlation ${rho:g}$ in normal data."
        f" Four new cases, as ({a}, {b}) in standard deviations from the mean, are"
        f" {'; '.join(texts.values())}. Which is the most unusual by the Mahalanobis distance?",
        texts["PQRS"[best]],
        [(texts["PQRS"[at]], why(at)) for at in range(4) if at != best], again=again,
        solution=f"$d^2 = (x^2 - 2 \\rho x y + y^2) / (1 - \\rho^2)$ with $\\rho = {rho:g}$: "
        + ", ".join(f"{name} has {d:.2f}" for name, d in zip("PQRS", far, strict=True))
        + f". The point that goes against the correlation is the most unusual:"
        f" {texts['PQRS'[best]]}.",
    )  # fmt: skip


@question("anomaly-masked-outlier", "A reading scored without its own influence", ABOUT,
          skill="diagnose", minutes=5, difficulty=0.3)  # fmt: skip
def masked_outlier(rng: Rng) -> Variant:
    """The robust score of a reading whose ordinary z-score it masks itself."""
    size = int(rng.choice([7, 9]))
    while True:
        centre = int(rng.integers(20, 90))
        usual = centre + rng.integers(-4, 5, size - 1)
        last = centre + int(rng.choice([-1, 1])) * int(rng.integers(15, 40))
        data = [int(x) for x in [*usual, last]]
        middle = sorted(data)[size // 2]
        gaps = sorted(abs(x - middle) for x in data)
        spread = gaps[size // 2]
        if spread >= 2:
            break
    value = (last - middle) / (1.4826 * spread)
    mean, sd = float(np.mean(data)), float(np.std(data, ddof=1))
    without = [int(x) for x in usual]
    what = pick(rng, ["response times (ms)", "pressures (kPa)", "daily returns of goods",
                      "temperatures (°C)", "cycle times (s)", "pulse rates"])  # fmt: skip

    def again() -> float:
        # the median minimises the sum of absolute deviations
        grid = np.arange(min(data), max(data) + 1)
        m = int(grid[np.abs(np.subtract.outer(grid, data)).sum(axis=1).argmin()])
        off = np.abs(np.array(data) - m)
        reach = next(s for s in range(200) if (off <= s).sum() > size / 2)
        return (last - m) / reach / 1.4826

    most = (size - 1) / math.sqrt(size)
    return number(
        f"Readings of {what}: {', '.join(map(str, data))}. The rule 'alarm if the z-score exceeds 3"
        f" in size' is silent for the last one, {last}, as its own value moves the mean and the"
        " standard deviation. Give its robust score instead: its signed distance from the median of"
        f" all {size} readings, divided by 1.4826 times the median absolute deviation (MAD). Two"
        " decimals.",
        value, again=again, rel=0, tol=0.011, digits=2,
        solution=f"The median is {middle}; the absolute deviations, sorted, are"
        f" {', '.join(map(str, gaps))}, so the MAD is {spread}. The score is $({last} - {middle}) /"
        f" (1.4826 \\cdot {spread}) = {value:.2f}$. (The z-score is {(last - mean) / sd:.2f}; with"
        f" {size} readings it can never exceed $(n - 1) / \\sqrt{{n}} = {most:.2f}$ in size.)",
        mistakes=[
            ((last - mean) / sd, "That is the ordinary z-score, which the reading itself masks: use"
             " the median and the MAD."),
            ((last - middle) / spread, "Scale the MAD by 1.4826, so that it estimates a standard"
             " deviation for Gaussian data."),
            ((last - middle) / sd, "The standard deviation is inflated by the reading: divide by"
             " the scaled MAD."),
            (-value, "The sign is turned: subtract the median from the reading."),
            ((last - float(np.mean(without))) / float(np.std(without, ddof=1)), "Leaving the"
             " reading out needs to know which one is bad; use median and MAD of all readings."),
        ],
    )  # fmt: skip
