"""Trains on one part of data.csv and evaluates on the other: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    cut = int(0.6 * len(table[config.TARGET]))
    report = pipeline.train({name: column[:cut] for name, column in table.items()})
    print(f"rows {report['rows']}, columns {report['columns']}, share of '{config.TARGET}' {report['share']:.3f}")
    test = {name: np.asarray(column[cut:]) for name, column in table.items()}
    found = pipeline.evaluate(test)
    print("test: " + ", ".join(f"{name} {value:.4f}" for name, value in found.items()))
    scores = np.asarray(pipeline.serve({name: column for name, column in test.items() if name != config.TARGET}))
    order = np.argsort(-scores)
    tenth = len(order) // 10
    print("share of bad sites by tenth of the score: " + " ".join(
        f"{test[config.TARGET][order[at * tenth : (at + 1) * tenth]].mean():.2f}" for at in range(10)
    ))
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
