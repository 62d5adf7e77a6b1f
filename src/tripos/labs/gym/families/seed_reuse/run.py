"""The interval of the trial in data.csv, and some trials of an arm against itself: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    names = np.asarray(table[config.ARM], dtype=str)
    values = np.asarray(table[config.VALUE], dtype=float)
    for name in (config.FIRST, config.SECOND):
        print(f"{name}: rows {np.sum(names == name)}, mean {values[names == name].mean():.4f}")
    low, high = pipeline.interval(table)
    print(f"{config.SECOND} against {config.FIRST}: 95 % interval of the difference [{low:.4f}, {high:.4f}]")
    rng, outside, widths = np.random.default_rng(1), 0, []
    arm = values[names == config.FIRST]
    for _ in range(40):
        half = rng.permutation(len(arm) // 2 * 2) % 2 == 0
        labels = np.where(half, config.FIRST, config.SECOND).tolist()
        low, high = pipeline.interval({config.ARM: labels, config.VALUE: arm[: len(labels)]})
        outside += not low <= 0 <= high
        widths.append(float(high - low))
    print(f"40 trials of {config.FIRST} against itself: {outside} intervals without zero, mean width {np.mean(widths):.4f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
