"""Trains on data.csv and sets aside the reserve: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"rows {report['rows']}, used for the fit {report['used']}, share of '{config.TARGET}' {report['share']:.3f}")
    print(f"validation: area under the curve {report['auc']:.3f}")
    rows = {name: column for name, column in table.items() if name != config.TARGET}
    scores, truth = np.asarray(pipeline.serve(rows)), np.asarray(table[config.TARGET])
    print("reserve by fifth of the score (expected cases / cases):")
    for part in np.array_split(np.argsort(-scores), 5):
        print(f"  scores {scores[part].min():.3f} to {scores[part].max():.3f}   {scores[part].sum():7.1f} / {truth[part].sum():d}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
