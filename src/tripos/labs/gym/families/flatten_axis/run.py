"""Trains the reader on data.csv and says how it went: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"recordings {report['rows']}, of {config.STEPS} steps and {config.SENSORS} sensors each")
    for epoch, loss in enumerate(report["curve"], 1):
        print(f"epoch {epoch:2d}  loss {loss:.4f}")
    print(f"right on the recordings learnt from {report['accuracy']:.3f}, of {config.CLASSES} kinds")
    return {"loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
