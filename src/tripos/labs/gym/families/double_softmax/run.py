"""Trains the network on data.csv and says how it went: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"bottles {report['rows']}, columns {len(table) - 1}, rate {config.RATE}, batches of {config.BATCH}")
    for epoch, loss in enumerate(report["curve"], 1):
        if epoch % 2 == 1 or epoch == len(report["curve"]):
            print(f"epoch {epoch:2d}  loss {loss:.4f}")
    print(f"accuracy on these bottles {report['accuracy']:.3f}, highest probability {report['highest']:.3f}")
    return {"loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
