"""Trains on data.csv and compares totals: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    cut = int(0.7 * len(table[config.TARGET]))
    known = {name: column[:cut] for name, column in table.items()}
    later = {name: column[cut:] for name, column in table.items() if name != config.TARGET}
    booked = np.asarray(table[config.TARGET], dtype=float)[cut:]
    report = pipeline.train(known)
    print(f"lines {report['rows']}, kinds of '{config.CATEGORY}' {report['kinds']}, validation R squared {report['r2']:.3f}")
    found = np.asarray(pipeline.serve(later))
    print(f"later lines: median predicted {np.median(found):.2f}, median booked {np.median(booked):.2f}")
    words = np.asarray(later[config.CATEGORY])
    for word in sorted(set(words))[:6]:
        print(f"  {word:14s} predicted {found[words == word].sum():12.2f}   booked {booked[words == word].sum():12.2f}")
    print(f"  {'all':14s} predicted {found.sum():12.2f}   booked {booked.sum():12.2f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
