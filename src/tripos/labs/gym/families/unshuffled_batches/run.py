"""Trains the network on data.csv and says how it went: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"pictures {report['rows']}, classes {len(config.CLASSES)}, rate {config.RATE}, batches of {config.BATCH}")
    curve = report["curve"]
    each = len(curve) // config.EPOCHS
    for epoch in (1, 2, config.EPOCHS):
        steps = curve[(epoch - 1) * each : epoch * each : 2]
        print(f"epoch {epoch:2d}  loss of every other step  " + " ".join(f"{one:.2f}" for one in steps))
    answers = pipeline.serve({name: table[name] for name in table if name != config.TARGET}).argmax(axis=1)
    for name, times in zip(config.CLASSES, np.bincount(answers, minlength=len(config.CLASSES))):
        print(f"answered {name:6s} {times:4d} times")
    print(f"accuracy on these pictures {report['accuracy']:.3f}")
    return {"loss": curve}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
