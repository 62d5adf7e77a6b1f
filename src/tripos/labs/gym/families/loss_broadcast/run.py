"""Trains the network on data.csv and says how it went: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"cars {report['rows']}, columns {', '.join(config.COLUMNS)}; {config.TARGET} in {config.UNIT}")
    for epoch, loss in enumerate(report["curve"], 1):
        if epoch % 3 == 1:
            print(f"epoch {epoch:2d}  loss {loss:.4f}")
    print(f"error (root of the mean square) {report['error']:.2f} {config.UNIT}")
    some = {name: np.asarray(column)[:6] for name, column in table.items()}
    wanted = some.pop(config.TARGET)
    for told, true in zip(pipeline.predict(some), wanted):
        print(f"  predicted {told:6.2f}  measured {true:6.2f}")
    return {"loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
