"""Trains on data.csv, then prices some lines as the shop asks for them: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"lines {report['rows']}, words {report['words']}")
    for step, loss in enumerate(report["curve"]):
        if step % 10 == 0:
            print(f"tree {step:3d}  loss {loss:.4f}")
    print(f"validation R squared {report['r2']:.3f}")
    print("the first orders, as the shop sends them:")
    truth = np.asarray(table[config.TARGET])
    for start in range(0, 16, 2):
        order = {name: list(column[start : start + 2]) for name, column in table.items() if name != config.TARGET}
        told = ", ".join(f"{price:.2f}" for price in pipeline.serve(order))
        print(f"  lines {start:2d}-{start + 1:<2d}  asked {told}   known {truth[start]:.2f}, {truth[start + 1]:.2f}")
    return {"loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
