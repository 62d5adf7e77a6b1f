"""Trains the network on data.csv and says how it went: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"samples {report['rows']}, columns {len(config.COLUMNS)}; {config.DEPTH} layers of {config.WIDTH}")
    for epoch, loss in enumerate(report["curve"], 1):
        if epoch % 4 == 1:
            print(f"epoch {epoch:2d}  loss {loss:.4f}")
    print(f"right on the samples learnt from {report['accuracy']:.3f}")
    return {"loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
