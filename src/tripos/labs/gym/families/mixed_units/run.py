"""Sorts the bottles of data.csv into groups: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    names = [name for name in table if name != config.LAB]
    X, group = np.asarray(pipeline.prepared(table)), np.asarray(pipeline.clusters(table))
    print(f"bottles {len(X)}, columns {len(names)}, from {len(set(table[config.LAB]))} of {config.LAB}")
    for name, values in zip(names, X.T):
        print(f"{name:22s} mean {values.mean():12.3f}  spread {values.std():12.3f}")
    for one in np.unique(group):
        labs, count = np.unique(np.asarray(table[config.LAB])[group == one], return_counts=True)
        print(f"group {one}: " + ", ".join(f"{lab} {number}" for lab, number in zip(labs, count)))
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
