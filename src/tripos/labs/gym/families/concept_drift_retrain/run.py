"""Replays the nightly job on data.csv: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    days = np.asarray(table[config.DAY])
    first, last = int(days.min()), int(days.max())
    kept = {"training": [], "next days": []}
    names = [name for name in table if name not in (config.TARGET, config.DAY)]
    print(f"days {first} to {last}, rows {len(days)}")
    print("retrained on   R squared in training   R squared of the next 10 days   mean of " + ", ".join(names[:3]))
    for night in range(first + 60, last - 8, 10):
        known, then = days < night, (days >= night) & (days < night + 10)
        report = pipeline.retrain({name: np.asarray(column)[known] for name, column in table.items()})
        rows = {name: np.asarray(column)[then] for name, column in table.items()}
        truth = np.asarray(rows.pop(config.TARGET), dtype=float)
        left = np.mean((np.asarray(pipeline.predict(rows)) - truth) ** 2) / np.var(truth)
        means = ", ".join(f"{np.mean(rows[name]):.1f}" for name in names[:3])
        print(f"day {night:4d}       {report['r2']:21.3f}   {1 - left:29.3f}   {means}")
        kept["training"].append(report["r2"])
        kept["next days"].append(float(1 - left))
    return kept


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
