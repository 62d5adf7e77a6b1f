"""Detecting collinear features."""

from __future__ import annotations

import numpy as np

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose_all
from tripos.exam.question import Rng, Variant, question

COLLINEAR = "multicollinearity"


@question("collinear-inflated-features", "Which coefficients are inflated", COLLINEAR,
          skill="diagnose", minutes=4, difficulty=0.3)  # fmt: skip
def inflated_features(rng: Rng) -> Variant:
    """Read variance inflation off auxiliary regressions, not off pairwise correlations."""
    limit = int(rng.choice([4, 5, 10]))
    names = ["income", "rent", "age", "tenure"]
    while True:
        mixing = np.eye(4)
        mixing[3, :3] = rng.choice([0.0, 0.7, 1.0, 1.4], 3)
        mixing[1, 0], mixing[3, 3] = float(rng.uniform(-0.5, 0.5)), float(rng.uniform(0.15, 0.9))
        mixing = mixing[rng.permutation(4)]
        cov = mixing @ mixing.T
        corr = cov / np.sqrt(np.outer(np.diag(cov), np.diag(cov)))
        vif = np.diag(np.linalg.inv(corr))
        pair = np.abs(corr - np.eye(4)).max(0)
        r2 = np.round(1 - 1 / vif, 3)
        clear = np.abs(vif - limit).min() > 0.3
        misled = (vif > limit) & (1 / (1 - pair**2) < limit)
        if clear and misled.any() and not (vif > limit).all():
            break
    options = [(name, bool(v > limit), f"Its VIF is $1/(1 - R^2) = {v:.2f}$, "
                + ("above the limit, whatever single pairs show." if v > limit else
                   "below the limit."))
               for name, v in zip(names, vif, strict=True)]  # fmt: skip

    def again() -> list[str]:
        # the distance of each row of the mixing from the span of the others
        found = []
        for at, name in enumerate(names):
            rest = np.delete(mixing, at, 0).T
            left = mixing[at] - rest @ np.linalg.lstsq(rest, mixing[at], rcond=None)[0]
            if mixing[at] @ mixing[at] > limit * (left @ left):
                found.append(name)
        return found

    rows = [[n, f"{p:.3f}", f"{r:.3f}"] for n, p, r in zip(names, pair, r2, strict=True)]
    return choose_all(
        rng, "Each feature of a linear model was regressed on the other three:"
        + table(["feature", "largest absolute correlation with another feature",
                 "R2 on all others"], rows)
        + f"For which features does collinearity multiply the **variance** of the coefficient by"
        f" more than {limit}?",
        options, again=again,
        solution="The factor is $1/(1 - R_j^2)$ with the $R^2$ on all other features: "
        + ", ".join(f"{n} {v:.2f}" for n, v in zip(names, vif, strict=True))
        + ". Pairwise correlations miss combinations of several features.",
    )  # fmt: skip
