"""Trains the network on data.csv and says how it went: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"pictures {report['rows']}, grey values to {config.ARCHIVE_TOP}, batches of {config.BATCH}")
    for epoch, loss in enumerate(report["curve"], 1):
        print(f"epoch {epoch:2d}  loss {loss:.4f}")
    print(f"accuracy on pictures held back {report['accuracy']:.3f}")
    print(f"ready for the device (grey values to {config.DEVICE_TOP})")
    return {"loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
