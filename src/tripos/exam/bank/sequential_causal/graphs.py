"""Causal graphs: adjustment sets, colliders, mediators and the bias each mistake brings."""

from __future__ import annotations

import itertools
from collections.abc import Collection

import numpy as np

from tripos.exam.bank.probabilistic_ml.dags import (
    Edges,
    descendants,
    is_open,
    paths,
    random_dag,
    separated_by_moral,
    written,
)
from tripos.exam.bank.shown import terms
from tripos.exam.makers import choose, choose_all, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "causal-graphs"


def _fits(edges: Edges, given: Collection[str], one: str = "X", two: str = "Y") -> str:
    """Why a set breaks the back-door criterion; empty if it meets it."""
    after = sorted(descendants(edges, one) & set(given))
    if after:
        many = len(after) > 1
        named = f"{' and '.join(after)} come{'' if many else 's'} after {one}"
        return f"{named} (descendants of it)" if many else f"{named} (a descendant of it)"
    for path in paths(edges, one, two):
        if (path[1], one) in edges and is_open(edges, path, given):
            return f"the back-door path {' - '.join(path)} is open"
    return ""


def _fits_moral(edges: Edges, given: Collection[str], one: str = "X", two: str = "Y") -> bool:
    """The back-door criterion by separation in the graph without the arrows out of the cause."""
    cut = frozenset((a, b) for a, b in edges if a != one)
    return not descendants(edges, one) & set(given) and separated_by_moral(cut, one, two, given)


def _named(given: Collection[str]) -> str:
    return "{" + ", ".join(sorted(given)) + "}" if given else "the empty set"


@question("graphs-back-door", "Sets that meet the back-door criterion", ABOUT, skill="read",
          minutes=6, difficulty=0.6)  # fmt: skip
def back_door(rng: Rng) -> Variant:
    """Which of five sets may be adjusted for in a random graph."""
    subsets = [set(x) for size in range(4) for x in itertools.combinations("ABC", size)]
    while True:
        edges = random_dag(rng, "XYABC", 0.5)
        if "Y" not in descendants(edges, "X"):
            continue
        picked = [subsets[at] for at in sorted(rng.choice(8, 5, replace=False))]
        broken = [_fits(edges, given) for given in picked]
        into = [1 for path in paths(edges, "X", "Y") if (path[1], "X") in edges]
        if 1 <= broken.count("") <= 3 and len(into) >= 2:
            break
    options = []
    for given, why in zip(picked, broken, strict=True):
        fine = f"{_named(given)} blocks every back-door path and holds no descendant of X."
        said = f"{_named(given)}: {why}." if why else fine
        options.append((_named(given), not why, said))

    def again() -> list[str]:
        return [_named(given) for given in picked if _fits_moral(edges, given)]

    return choose_all(
        rng,
        f"A causal graph has the arrows {written(edges)}. Which sets meet the back-door criterion"
        " for the total effect of X on Y?",
        options, again=again,
        solution=" ".join(said[0].upper() + said[1:] for _, _, said in options),
    )  # fmt: skip


_STORIES = (
    ("a training course", "wage", "motivation", "job title after the course",
     "membership of an alumni club that both graduates and high earners join"),
    ("a statin", "heart attack", "age", "cholesterol after a year",
     "being in a hospital register, to which statins and heart attacks both lead"),
    ("a discount mail", "spending", "past purchases", "visits to the shop after the mail",
     "answering the survey, which the mail and high spending both encourage"),
    ("a new ranking", "session length", "device type", "clicks on results",
     "being in the engaged-user sample, which both ranking and long sessions raise"),
    ("smoking", "lung disease", "occupation", "tar deposits",
     "being in hospital, to which smoking and lung disease both lead"),
    ("irrigation", "yield", "soil quality", "soil moisture in summer",
     "being shown at the fair, for which irrigated and high-yield fields are both picked"),
    ("code review", "defects found by users", "difficulty of the change", "lines rewritten"
     " before the merge", "being discussed in a retrospective, which reviews and defects bring"),
)  # fmt: skip


@question("graphs-story-adjustment", "What to adjust for in a story", ABOUT, skill="choose",
          minutes=3, difficulty=0.1)  # fmt: skip
def story(rng: Rng) -> Variant:
    """Confounder, mediator and collider in a told study; total or direct effect."""
    cause, effect, before, between, after = _STORIES[int(rng.integers(len(_STORIES)))]
    direct, unseen = ((False, False), (False, True), (True, False))[int(rng.integers(3))]
    edges = frozenset({("Z", "X"), ("Z", "Y"), ("X", "M"), ("M", "Y"), ("X", "Y"), ("X", "C"),
                       ("Y", "C"), *((("U", "M"), ("U", "Y")) if unseen else ())})  # fmt: skip
    names = {"Z": before, "M": between, "C": after.split(",")[0]}

    def shown(given: str) -> str:
        return " and ".join(names[one] for one in given) if given else "nothing"

    sets = {
        "Z": f"The part that runs through '{between}' is still in: hold it fixed for the direct"
        " effect.",
        "ZM": f"'{between}' lies on the way from cause to effect: adjusting for it removes part of"
        " the total effect.",
        "ZC": "The last variable is a common effect: adjusting for it opens a path between the"
        " two.",
        "": f"{before.capitalize()} drives both and leaves a back-door path open.",
    }
    right = "ZM" if direct else "Z"

    def again() -> str:
        if direct:
            cut = edges - {("X", "Y")}
            return next(shown(one) for one in sets if separated_by_moral(cut, "X", "Y", one))
        return next(shown(one) for one in sets if _fits_moral(edges, one))

    extra = f" Something unseen drives both {between} and {effect}." if unseen else ""
    ways = f" (the part that does not run through {between})" if direct else ""
    why = "hold the mediator fixed as well" if direct else "leave the mediator free"
    return choose(
        rng,
        f"The {'direct' if direct else 'total'} effect of {cause} on {effect}{ways} is asked."
        f" The experts' graph: {before} → {cause}, {before} → {effect}, {cause} → {between} →"
        f" {effect}, {cause} → {effect}.{extra} Also recorded: {after}. Nothing else is in play."
        " What should be adjusted for?",
        shown(right), [(shown(one), said) for one, said in sets.items() if one != right],
        again=again,
        solution=f"{before.capitalize()} is the confounder, {between} a mediator, the last variable"
        f" a collider. Block the back-door path, never condition on the collider, and {why}: adjust"
        f" for {shown(right)}.",
    )  # fmt: skip


def _slope(loads: dict[tuple[str, str], float], noise: dict[str, float],
           controls: str = "") -> float:  # fmt: skip
    """The coefficient of X in the regression of Y on X and controls, from the covariance."""
    names = list(noise)
    paths_ = np.zeros((len(names), len(names)))
    for (a, b), load in loads.items():
        paths_[names.index(b), names.index(a)] = load
    mix = np.linalg.inv(np.eye(len(names)) - paths_)
    cov = mix @ np.diag(list(noise.values())) @ mix.T
    at = [names.index(name) for name in ("X", *controls)]
    return float(np.linalg.solve(cov[np.ix_(at, at)], cov[at, names.index("Y")])[0])


@question("graphs-omitted-confounder", "The slope when a confounder is left out", ABOUT,
          skill="derive", minutes=5, difficulty=0.5)  # fmt: skip
def omitted(rng: Rng) -> Variant:
    """The large-sample slope of a simple regression in a linear causal model."""
    a, c = (float(x) / 2 for x in rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], 2))
    b, extra = float(rng.integers(-3, 4)), float(rng.choice([1, 2, 3]))
    var = float(rng.choice([1, 2, 4]))
    spread = a * a * var + extra
    value = b + a * c * var / spread

    def again() -> float:
        return _slope({("Z", "X"): a, ("X", "Y"): b, ("Z", "Y"): c},
                      {"Z": var, "X": extra, "Y": 1.0})  # fmt: skip

    return number(
        f"Linear causal model: $Z$ has variance {var:g}; $X = {terms((a, 1), 'Ze')}$ with variance"
        f" {extra:g} of $e$; $Y = {terms((b, c, 1), 'XZu')}$; all noises independent. $Y$ is"
        " regressed on $X$ alone, with very many rows. To which slope does the estimate converge?"
        " Three decimals.",
        value, again=again, tol=0.002,
        solution=f"$\\mathrm{{Var}}(X) = {spread:g}$ and the back-door path adds"
        f" $({c:g}) \\cdot \\mathrm{{Cov}}(X, Z)/\\mathrm{{Var}}(X) ="
        f" ({c:g})({a * var:g})/{spread:g}$ to the causal {b:g}: {value:.4f}.",
        mistakes=[
            (b, "That is the causal effect; leaving out the confounder biases the slope."),
            (b + c, "The confounder enters with the slope of $Z$ on $X$, not with weight one."),
            (b + a * c, "The path through $Z$ must be scaled with $\\mathrm{Var}(Z)/"
             "\\mathrm{Var}(X)$."),
            (b - a * c * var / spread, "The sign of the bias is that of the product of both"
             " paths of the confounder."),
        ],
    )  # fmt: skip


@question("graphs-collider-slope", "The slope when a collider is adjusted for", ABOUT,
          skill="derive", minutes=6, difficulty=0.9)  # fmt: skip
def collider(rng: Rng) -> Variant:
    """The coefficient after a common effect enters the regression."""
    while True:
        b = float(rng.choice([-1, 0, 0.5, 1, 2]))
        d, e = (float(x) for x in rng.choice([-2, -1, -0.5, 0.5, 1, 2], 2))
        u, w = float(rng.choice([1, 2, 4])), float(rng.choice([0.5, 1, 2]))
        value = (b * w - d * e * u) / (w + e * e * u)
        if abs(value - b) > 0.2:
            break

    def again() -> float:
        return _slope({("X", "Y"): b, ("X", "C"): d, ("Y", "C"): e},
                      {"X": 1.5, "Y": u, "C": w}, "C")  # fmt: skip

    return number(
        f"Linear causal model with independent noises: $Y = {terms((b, 1), ('X', 'u'))}$ with"
        f" $\\mathrm{{Var}}(u) = {u:g}$, and $C = {terms((d, e, 1), ('X', 'Y', 'v'))}$ with"
        f" $\\mathrm{{Var}}(v) = {w:g}$. An analyst regresses $Y$ on $X$ and $C$ 'to be safe'. To"
        " which value does the coefficient of $X$ converge? Three decimals.",
        value, again=again, tol=0.002,
        solution=f"Given $X$, the value of $Y$ has two sources: ${terms((b,), ('X',))}$ with"
        f" precision $1/{u:g}$,"
        f" and $(C - ({d:g})X)/({e:g})$ with precision $({e:g})^2/{w:g}$. In their weighted mean"
        f" $X$ has the coefficient $({b:g} \\cdot {w:g} - ({d:g})({e:g}) \\cdot {u:g})/({w:g} +"
        f" ({e:g})^2 \\cdot {u:g}) = {value:.4f}$, not the causal {b:g}.",
        mistakes=[
            (b, "That is the causal effect and the slope without $C$; a common effect in the"
             " regression biases it."),
            (b - d * e * u / w, "The two sources must be weighted by their precisions, and the"
             " weights must sum to one."),
            (b + d * e, "That adds the coefficients of a path that is not causal; condition on $C$"
             " instead."),
            ((b * w + d * e * u) / (w + e * e * u), "Given $C$, a larger $X$ leaves less for $Y$ to"
             " explain: mind the sign."),
        ],
    )  # fmt: skip
