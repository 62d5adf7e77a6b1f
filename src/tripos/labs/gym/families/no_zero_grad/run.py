"""Trains the reader on data.csv and says how it went: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"scans {report['rows']}, classes {config.CLASSES}, rate {config.RATE}, batches of {config.BATCH}")
    for epoch, (loss, norm) in enumerate(zip(report["curve"], report["norms"]), 1):
        print(f"epoch {epoch:2d}  loss {loss:12.4f}  gradient {norm:12.3f}")
    print(f"training accuracy {report['accuracy']:.3f}")
    return {"loss": report["curve"], "gradient": report["norms"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
