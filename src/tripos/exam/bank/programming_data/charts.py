"""Data visualisation: charts drawn from the question's numbers, to be read or found misleading."""

from __future__ import annotations

import math
import re

import numpy as np

from tripos.chance import Floats
from tripos.exam.bank.drawn import bars, curves, scatter
from tripos.exam.bank.scenes import Scene, Verdict, judged, pick
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "data-visualisation"


@question("viz-truncated-bars", "A bar chart that does not start at zero", ABOUT, skill="read",
          minutes=3, difficulty=0.3)  # fmt: skip
def truncated_bars(rng: Rng) -> Variant:
    """How much a truncated axis exaggerates the ratio of two bars."""
    start = int(rng.integers(8, 17)) * 5
    low, high = (start + 2 * int(x) for x in (rng.integers(1, 4), rng.integers(5, 11)))
    ticks = [start + 2 * at for at in range(11)]
    names = pick(rng, [("old", "new"), ("north", "south"), ("2023", "2024"), ("theirs", "ours"),
                       ("before", "after"), ("plain", "tuned")])  # fmt: skip
    what = pick(rng, ["sales", "accuracy in %", "satisfaction", "visits", "recall in %", "scores"])
    values = dict(zip(names, (low, high), strict=True))
    figure = bars(values, ticks, "", what)
    drawn, true = (high - start) / (low - start), high / low
    value = drawn / true

    def again() -> float:
        heights = [float(x) for x in re.findall(r'<rect [^>]*height="([\d.]+)"', figure)]
        return heights[1] / heights[0] * low / high

    return number(
        f"The chart compares {what} of {names[0]} and {names[1]}. By what factor does it exaggerate"
        " the ratio of the second to the first: how many times as large is the ratio of the"
        " heights of the bars as the ratio of the values? Two decimals.",
        value, again=again, rel=0.02, digits=2, figure=figure,
        figure_said=f"A bar chart of {what}. The upright axis runs from {start} to {ticks[-1]} with"
        f" marks every 2. The bar {names[0]} reaches {low}, the bar {names[1]} reaches {high}.",
        solution=f"The axis starts at {start}: heights are in the ratio $({high} - {start}) /"
        f" ({low} - {start}) = {drawn:.2f}$, values in the ratio ${high} / {low} = {true:.3f}$. The"
        f" factor is {value:.2f}. Bars must start at zero; a chart of points need not.",
        mistakes=[
            (drawn, "That is the ratio of the heights: divide it by the ratio of the values."),
            (true, "That is the true ratio; compare the ratio of the heights with it."),
            (drawn / (high - low), "Compare ratios with ratios, not with differences."),
            (true / drawn, "That is the inverse: the chart makes the ratio larger, not smaller."),
        ],
    )  # fmt: skip


def _losses(rng: Rng, patience: int) -> tuple[list[float], list[float], int, int]:
    """Training and validation losses, where patience finds its minimum, and where it really is."""
    best = int(rng.integers(2, 5))
    last = int(rng.integers(best + patience + 1, 10))
    train = [18, 16, 14, 12, 11, 10, 9, 8, 7, 6]  # in steps of 0.05
    low = train[best] + int(rng.integers(2, 5))
    valid = [low + int(x) for x in rng.integers(1, 4, 10)]
    valid[:best] = [low + 2 * (best - at) for at in range(best)]
    valid[best] = low
    valid[best + 1] = low + int(rng.integers(0, 2))
    valid[last] = low - int(rng.integers(1, 3))
    return [round(x * 0.05, 2) for x in train], [round(x * 0.05, 2) for x in valid], best, last


def _heights(figure: str, kind: str) -> list[float]:
    """The values of a curve on an axis from 0 to 1.2, measured in the drawing."""
    places = re.findall(f'circle class="{kind}".*? cy="(.*?)"', figure)
    return [(216 - float(down)) * 1.2 / (216 - 28) for down in places]


@question("viz-early-stopping-curve", "Read a pair of learning curves", ABOUT, skill="read",
          minutes=4, difficulty=0.4)  # fmt: skip
def early_stopping_curve(rng: Rng) -> Variant:
    """Where patience stops the training, and the gap at the epoch that is kept."""
    patience = int(rng.integers(2, 4))
    train, valid, best, last = _losses(rng, patience)
    stop = best + patience
    value = valid[best] - train[best]
    model = pick(rng, ["A text classifier", "A small transformer", "A network for X-ray images",
                       "A forecaster of demand", "A recommender", "A speech model"])  # fmt: skip
    data = pick(rng, ["5", "20", "80", "300"])
    steps = range(1, 11)
    lines = {name: list(zip(steps, line, strict=True))
             for name, line in (("training", train), ("validation", valid))}  # fmt: skip
    figure = curves(lines, [at / 10 for at in range(13)], list(steps), "epoch", "loss")

    def again() -> float:
        lower, upper = (_heights(figure, kind) for kind in ("one", "two"))
        low, waited, at = math.inf, 0, 0
        for epoch, loss in enumerate(upper):
            low, waited, at = (loss, 0, epoch) if loss < low - 0.01 else (low, waited + 1, at)
            if waited == patience:
                break
        return upper[at] - lower[at]

    said = "; ".join(f"epoch {n}: {t:.2f} and {v:.2f}"
                     for n, t, v in zip(steps, train, valid, strict=True))  # fmt: skip
    return number(
        f"{model} is trained on {data} thousand cases, and stopped as soon as the validation loss"
        f" has not fallen below its lowest value for {patience} epochs in a row; the weights of"
        " that lowest value are restored. By the chart (all losses are multiples of 0.05), how"
        " large is the gap between validation and training loss of the restored weights?",
        value, again=again, rel=0, tol=0.021, digits=2, figure=figure,
        figure_said="Two curves of loss against epoch, training and validation, with points at"
        f" {said}.",
        solution=f"The validation loss falls to {valid[best]:.2f} at epoch {best + 1} and does not"
        f" fall below that in the next {patience} epochs: training stops at epoch {stop + 1},"
        f" before the overall minimum at epoch {last + 1}. At epoch {best + 1} the training loss is"
        f" {train[best]:.2f}, so the gap is {value:.2f}.",
        mistakes=[
            (valid[last] - train[last], "That minimum is reached only after the patience has"
             " run out."),
            (valid[stop] - train[stop], "That is the epoch at which training stops; the"
             " weights of the lowest loss so far are restored."),
            (valid[9] - train[9], "Training does not reach the last epoch."),
            (valid[best], "That is the validation loss itself: subtract the training loss."),
        ],
    )  # fmt: skip


@question("viz-log-axis", "Read a logarithmic axis", ABOUT, skill="read", minutes=3,
          difficulty=0.4)  # fmt: skip
def log_axis(rng: Rng) -> Variant:
    """A straight line on a logarithmic axis: its factor per step, and when it crosses a level."""
    days = int(rng.integers(2, 6))
    decades = int(rng.integers(2, 4))
    falling = bool(rng.integers(2))
    span = days * decades
    what = pick(rng, ["requests a minute", "error rate times 1000", "rows waiting", "cost in USD",
                      "reports a day"])  # fmt: skip
    first, last = (1000.0, 10.0 ** (3 - decades)) if falling else (1.0, 10.0**decades)
    points = [(float(t), first * (last / first) ** (t / span)) for t in range(0, span + 1, days)]
    ticks = [10.0**at for at in range(4)]
    figure = curves({"": points}, ticks, list(range(0, span + 1, days)), "day", what, log=True)
    ask = int(rng.integers(1, days)) if days > 2 else 1
    value = 10 ** (ask / days)

    def again() -> float:
        placed = re.findall(r'cx="(.*?)" cy="(.*?)"', figure)
        (x0, y0), (x1, y1) = ([float(c) for c in placed[at]] for at in (0, -1))
        slope = abs(y1 - y0) / (216 - 28) * 3 / ((x1 - x0) / (404 - 52) * span)
        return math.exp(math.log(10) * slope * ask)

    verb = "divided" if falling else "multiplied"
    return number(
        f"The chart shows {what} over days. Look at the marks of the upright axis: by what factor"
        f" is the value {verb} in {ask} day{'s' * (ask > 1)}? Two decimals.",
        value, again=again, rel=0.015, digits=2, figure=figure,
        figure_said=f"A straight line of {what} against days. The upright axis has the equally"
        " spaced marks 1, 10, 100, 1000. The line passes through "
        + ", ".join(f"{y:g} on day {x:g}" for x, y in points) + ".",
        solution=f"Equal distances on the axis are equal factors. In {days} days the value is"
        f" {verb} by 10, so in {ask} by $10^{{{ask}/{days}}} = {value:.2f}$.",
        mistakes=[
            (10 * ask / days, "Between two marks the axis is logarithmic: factors multiply, so"
             " take a root of 10."),
            (1 + 9 * ask / days, "That is interpolation on a linear axis; the marks stand for"
             " factors."),
            (10.0, f"That is the factor in {days} days."),
            (math.exp(ask / days), "The marks stand for factors of 10, not of e."),
        ],
    )  # fmt: skip


def _two_clouds(rng: Rng) -> tuple[Floats, Floats, list[float]]:
    """Two groups of four points, and the slopes of both and of all; none of them is near zero."""
    while True:
        slope = float(rng.choice([-1, 1])) * rng.uniform(0.4, 1.0)
        gap = float(rng.choice([-1, 1])) * rng.integers(3, 6)
        x1 = np.sort(rng.choice(np.arange(1, 6), 4, replace=False)).astype(float)
        x2 = x1 + 4
        y1 = np.round(5 + slope * (x1 - 3) + rng.uniform(-0.4, 0.4, 4))
        y2 = np.round(5 + gap + slope * (x2 - 7) + rng.uniform(-0.4, 0.4, 4))
        ys = np.concatenate([y1, y2])
        ys += max(0.0, 1 - ys.min())
        xs = np.concatenate([x1, x2])
        trends = [float(np.polyfit(xs[part], ys[part], 1)[0])
                  for part in (slice(0, 4), slice(4, 8), slice(0, 8))]  # fmt: skip
        alike = trends[0] * trends[1] > 0
        if alike and min(map(abs, trends)) > 0.25 and ys.max() <= 12:
            return xs, ys, trends


@question("viz-colour-hides-groups", "One cloud or two", ABOUT, skill="diagnose", minutes=3,
          difficulty=0.4)  # fmt: skip
def grouped_scatter(rng: Rng) -> Variant:
    """Whether the trend of all points has the sign of the trend within the groups."""
    xs, ys, trends = _two_clouds(rng)
    across, up = pick(rng, [("dose", "response"), ("training time", "score"), ("age", "income"),
                            ("price", "demand"), ("depth", "yield"),
                            ("speed", "error")])  # fmt: skip
    names = pick(rng, [("ward A", "ward B"), ("2023", "2024"), ("apps", "web"), ("rural", "urban")])
    halves = [list(zip(map(float, xs[part]), map(float, ys[part]), strict=True))
              for part in (slice(0, 4), slice(4, 8))]  # fmt: skip
    groups = dict(zip(names, halves, strict=True))
    figure = scatter(groups, [0, 2, 4, 6, 8, 10, 12], list(range(0, 11)), across, up)
    words = {True: "rises", False: "falls"}
    texts = {
        (a, b): f"it {words[a]} in each group and {words[b]} if the group is not shown"
        for a in words for b in words
    }  # fmt: skip
    right = texts[trends[0] > 0, trends[2] > 0]

    def again() -> str:
        def rises(points: list[tuple[float, float]]) -> bool:  # the sign of the covariance by pairs
            return sum((a[0] - b[0]) * (a[1] - b[1]) for a in points for b in points) > 0

        return texts[rises(halves[0]), rises([*halves[0], *halves[1]])]

    return choose(
        rng,
        f"A least-squares line of {up} on {across} is fitted to the points of the chart, once in"
        f" each of the groups {names[0]} and {names[1]}, and once to all points in one colour."
        f" What does {up} do along the fitted lines as {across} grows?",
        right,
        [(text, "Follow the points of one group from left to right, then the two groups as wholes:"
          " the trends need not agree.") for text in texts.values() if text != right],
        again=again, figure=figure,
        figure_said=f"A scatter plot of {up} against {across}. " + " ".join(
            f"{name}: " + ", ".join(f"({x:g}, {y:g})" for x, y in points) + "."
            for name, points in groups.items()),
        solution=f"The slopes are {trends[0]:.2f} ({names[0]}), {trends[1]:.2f} ({names[1]}) and"
        f" {trends[2]:.2f} (all points): {right}. Where the group moves both variables, show it.",
    )  # fmt: skip


_CHARTS = {
    "box": Verdict("box plots or density strips side by side, one for each group", "groups spread",
                   "Boxes compare distributions of one number over groups; that is not the"
                   " question here."),
    "line": Verdict("a line over time, one for each series", "time", "A line is for values that"
                    " follow one another, such as time."),
    "bars": Verdict("bars from zero, sorted by their length", "amounts", "Bars compare one amount"
                    " for each of some categories."),
    "hex": Verdict("hexagonal bins of the plane, shaded by counts", "pairs dense", "Binning the"
                   " plane is for two numbers of very many cases."),
    "scatter": Verdict("a scatter plot with one point for each case", "pairs few", "A scatter plot"
                       " needs two numbers for each of not too many cases."),
    "slope": Verdict("a slope chart: two columns of points, joined for each unit", "before",
                     "A slope chart joins two values of the same unit."),
    "heat": Verdict("a heat map, rows by columns, with the number in each cell", "table",
                    "A heat map shows one number for each pair of two categories."),
    "range": Verdict("a dot with its interval for each method, sorted", "uncertain",
                     "Dots with intervals show estimates and how sure they are."),
}  # fmt: skip
_ASKED = [
    ("Do waiting times differ in spread and skewness between {n} clinics, with {m} visits each?",
     "groups spread", "box", "Distributions of one number in several groups are compared."),
    ("Are prediction errors skewed in some of {n} regions ({m} houses each)?", "groups spread",
     "box", "The shape of the errors in each region is asked for."),
    ("Did the daily number of fraud alerts of {n} products drift over {m} days?", "time", "line",
     "Drift is a course over time."),
    ("How did training and validation loss develop over {m} epochs?", "time", "line",
     "Epochs follow one another."),
    ("Which of {n} error categories cost the most money last year?", "amounts", "bars",
     "One amount a category, to be ranked."),
    ("How many labels of each of {n} classes are in the training set?", "amounts", "bars",
     "Counts of categories are amounts, compared by length."),
    ("How are delivery distance and delivery time related in {m}000 orders?", "pairs dense", "hex",
     "So many points would cover one another."),
    ("Is the predicted price off for large flats, in {m}000 sales?", "pairs dense", "hex",
     "Two numbers and very many cases: show their density."),
    ("Are parameters and accuracy of {n} published models related?", "pairs few", "scatter",
     "Two numbers for each of a few cases."),
    ("Did the recall of each of {n} hospitals rise or fall with the new model?", "before", "slope",
     "Two values of the same unit: the change of each is the question."),
    ("How did each of {n} schools' average change from last year to this year?", "before", "slope",
     "The pairs must stay joined."),
    ("Which of {n} classes are confused with which other ones?", "table", "heat",
     "One count for each pair of true and predicted class."),
    ("In which hours of which weekdays do outages gather?", "table", "heat",
     "One number for each pair of hour and weekday."),
    ("Which of {n} methods differ by more than their uncertainty over {m} runs?", "uncertain",
     "range", "Estimates with intervals are to be compared."),
]  # fmt: skip


@question("viz-choose-chart", "Choose the chart", ABOUT, skill="choose", minutes=2)
def choose_chart(rng: Rng) -> Variant:
    """The chart that answers a stated question about the data at hand."""
    n, m = int(rng.integers(5, 13)), int(rng.integers(4, 20)) * 10
    scenes = [Scene(text.format(n=n, m=m), *rest) for text, *rest in _ASKED]
    return judged(rng, scenes, _CHARTS, "Which chart answers this question best?")
