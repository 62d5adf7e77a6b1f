"""Trains on data.csv and names some segments: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    cut = int(0.8 * len(table[config.TARGET]))
    report = pipeline.train({name: column[:cut] for name, column in table.items()})
    print(f"rows {report['rows']}, classes {report['classes']}, validation accuracy {report['accuracy']:.3f}")
    later = {name: np.asarray(column[cut:]) for name, column in table.items() if name != config.TARGET}
    truth = [str(name) for name in table[config.TARGET][cut:]]
    found = pipeline.serve(later)
    print(f"later rows: right {np.mean([one == other for one, other in zip(found, truth)]):.3f}")
    print("how often each name is given, and how often it is true:")
    for name in sorted(set(truth)):
        print(f"  {name:10s} given {found.count(name):4d}, true {truth.count(name):4d}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
