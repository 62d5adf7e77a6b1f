"""Trains the network on a part of data.csv and tries it on the rest: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    cut = int(0.75 * len(table[config.TARGET]))
    report = pipeline.train({name: column[:cut] for name, column in table.items()})
    print(f"rows {report['rows']}, weights {report['weights']}, hidden units {config.HIDDEN}, rate {config.RATE}")
    for step, loss in enumerate(report["curve"]):
        if step % 40 == 0 or step == len(report["curve"]) - 1:
            print(f"step {step:4d}  loss {loss:.5f}")
    later = {name: column[cut:] for name, column in table.items() if name != config.TARGET}
    truth = np.asarray(table[config.TARGET], dtype=float)[cut:]
    left = np.mean((np.asarray(pipeline.serve(later)) - truth) ** 2) / np.var(truth)
    print(f"other patients: R squared {1 - left:.3f}")
    return {"loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
