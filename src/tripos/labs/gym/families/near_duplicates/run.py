"""Trains the reader on data.csv and says how good it is: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    digits = np.asarray(table[config.TARGET])
    print(f"scans {report['rows']}, " + ", ".join(f"{one}: {np.sum(digits == one)}" for one in np.unique(digits)))
    print(f"two scans of a slip differ by less than {config.NEAR:g}")
    print(f"learnt from {len(report['train_rows'])}, validated on {len(report['check_rows'])}")
    print(f"validation accuracy {report['accuracy']:.3f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
