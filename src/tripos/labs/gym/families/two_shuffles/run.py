"""Trains the network on data.csv and says how it went: python run.py"""

import math

import numpy as np

import config
import pipeline


def main(table):
    first = pipeline.batches(table, 0)
    print(f"tiles {len(table[config.TARGET])}, columns {len(table) - 1}, {len(first)} batches of {config.BATCH}")
    print("labels of the first batch:", *np.asarray(first[0][1])[:16])
    print(f"{config.CLASSES} classes; guessing has a loss of {math.log(config.CLASSES):.3f}")
    report = pipeline.train(table)
    for epoch, loss in enumerate(report["curve"], 1):
        if epoch % 2 == 1:
            print(f"epoch {epoch:2d}  loss {loss:.4f}")
    print(f"accuracy on these tiles {report['accuracy']:.3f}")
    return {"loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
