"""Learns the known symbols, then all of data.csv, and says how it went: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    labels = np.asarray(table[config.TARGET])
    old = {name: np.asarray(column)[labels < config.KNOWN] for name, column in table.items()}
    first = pipeline.pretrain(old)
    print(f"{config.KNOWN} kinds, {first['rows']} rows")
    for epoch, loss in enumerate(first["curve"], 1):
        print(f"  epoch {epoch:2d}  loss {loss:.4f}")
    then = pipeline.adapt(table)
    print(f"{config.CLASSES} kinds, {then['rows']} rows")
    for epoch, loss in enumerate(then["curve"], 1):
        print(f"  epoch {epoch:2d}  loss {loss:.4f}")
    rows = {name: column for name, column in table.items() if name != config.TARGET}
    right = pipeline.serve(rows).argmax(axis=1) == labels
    print(f"accuracy on these rows: known kinds {right[labels < config.KNOWN].mean():.3f}, "
          f"new kinds {right[labels >= config.KNOWN].mean():.3f}")
    return {"known": first["curve"], "all": then["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
