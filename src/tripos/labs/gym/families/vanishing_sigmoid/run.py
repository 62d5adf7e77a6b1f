"""Trains the network on data.csv and says how it went: python run.py"""

import config
import pipeline


def main(table):
    print(f"tiles {len(table[config.TARGET])}, columns {len(table) - 1}, {config.DEPTH} hidden layers of {config.HIDDEN}")
    print("gradients at the start:", " ".join(f"{one:.1e}" for one in pipeline.gradients(table)))
    report = pipeline.train(table)
    for epoch, loss in enumerate(report["curve"], 1):
        print(f"epoch {epoch:2d}  loss {loss:.4f}")
    print(f"accuracy on these tiles {report['accuracy']:.3f}")
    return {"loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
