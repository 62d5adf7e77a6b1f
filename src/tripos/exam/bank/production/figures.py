"""Figures of monitoring to read: the histogram of a feature in training and live."""

from __future__ import annotations

import numpy as np

from tripos.exam.bank.drawn import paired_bars, read_back
from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose
from tripos.exam.question import Rng, Variant, question

_CAUSES = {
    "level": ("the values moved up or down as a whole",
              "Then shares would leave one end and arrive at the other end of the axis."),
    "default": ("many values were replaced by one default value",
                "Then a single bin would gain, and all others lose in proportion to their size."),
    "limit": ("values above a limit are now recorded as that limit",
              "Then only the upper bins would change: empty above the limit, with their shares in"
              " the bin of the limit."),
    "spread": ("the values scatter more about the same centre",
               "Then both ends would gain and the middle would lose."),
}  # fmt: skip


def _live(rng: Rng, kind: str, base: list[int]) -> list[int]:
    """The live shares in % for one of the causes; they add up to 100."""
    old = np.array(base)
    if kind == "level":
        part = float(rng.uniform(0.55, 0.75))
        way = int(rng.choice([-1, 1]))
        old = old[::way]
        new = old * (1 - part)
        new[1:] += old[:-1] * part
        new[-1] += old[-1] * part
        new = new[::way]
    elif kind == "default":
        part = float(rng.uniform(0.25, 0.4))
        new = old * (1 - part)
        new[int(rng.integers(1, 5))] += 100 * part
    elif kind == "limit":
        at = int(rng.integers(3, 5))
        new = old.astype(float)
        new[at], new[at + 1 :] = old[at:].sum(), 0
    else:
        part = float(rng.uniform(0.4, 0.5))
        lost = part * old[2:4].sum()
        new = old * np.array([1, 1, 1 - part, 1 - part, 1, 1])
        new += lost * np.array([0.35, 0.15, 0, 0, 0.15, 0.35])
    shown = [round(float(x)) for x in new]
    shown[shown.index(max(shown))] += 100 - sum(shown)
    return shown


@question("figure-drifted-histogram", "What happened to a feature", "drift-monitoring",
          skill="diagnose", minutes=3, difficulty=0.2)  # fmt: skip
def drifted_histogram(rng: Rng) -> Variant:
    """Name the cause of a drift by how the shares of the bins changed."""
    kind = pick(rng, list(_CAUSES))
    base = list(pick(rng, [(8, 17, 27, 25, 15, 8), (9, 20, 24, 23, 16, 8), (10, 18, 22, 24, 17, 9),
                           (7, 16, 26, 27, 17, 7), (9, 15, 25, 26, 16, 9)]))  # fmt: skip
    live = _live(rng, kind, base)
    feature, width = pick(rng, [("age of an account (months)", 12), ("basket value (EUR)", 20),
                                ("speed (km/h)", 15), ("temperature (°C)", 5), ("distance (km)", 8),
                                ("length of a text (words)", 50)])  # fmt: skip
    names = [f"{width * at}–{width * (at + 1)}" for at in range(6)]
    ticks = list(range(0, 61, 10))
    figure = paired_bars({"training": base, "live": live}, names, ticks, feature, "share (%)")

    def again() -> str:
        old, new = (np.array(read_back(figure, k, ticks)) for k in ("one", "two"))
        up = new - old > 0.7
        if new[-1] < 0.5:
            return _CAUSES["limit"][0]
        if up.sum() == 1 and not (up[0] or up[-1]):
            return _CAUSES["default"][0]
        return _CAUSES["spread" if up[0] and up[-1] else "level"][0]

    changes = ", ".join(f"{b - a:+d}" for a, b in zip(base, live, strict=True))
    why = {
        "level": "Shares fall at one end and rise at the other: the whole histogram has moved.",
        "default": "One bin gained, and every other one lost about the same part of its share:"
        " cases from everywhere ended in one value.",
        "limit": "The lower bins are unchanged; the top is empty and all of its share now stands"
        " in the highest bin that is left.",
        "spread": "Both ends gained what the middle lost, about equally: the centre is the same.",
    }  # fmt: skip
    return choose(
        rng,
        "An alarm reports drift in one feature. The chart shows its shares by bin in the training"
        " data and in the last week. What is the most likely cause?",
        _CAUSES[kind][0], [_CAUSES[name] for name in _CAUSES if name != kind], again=again,
        solution=f"The changes in percentage points, from left to right, are {changes}."
        f" {why[kind]} So: {_CAUSES[kind][0]}.", figure=figure,
        figure_said=f"Pairs of bars, the share in % in training and live, over bins of {feature}: "
        + "; ".join(f"{n}: {a} and {b}" for n, a, b in zip(names, base, live, strict=True)) + ".",
    )  # fmt: skip
