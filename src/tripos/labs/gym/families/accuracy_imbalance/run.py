"""Trains on data.csv and prices the decisions: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    bad = np.asarray(table[config.TARGET]) == 1
    print(f"rows {report['rows']}, share of '{config.TARGET}' {report['share']:.3f}")
    print(f"validation: accuracy {report['accuracy']:.3f}, area under the curve {report['auc']:.3f}")
    rows = {name: column for name, column in table.items() if name != config.TARGET}
    print("price of a miss   stopped per 1000   cost per 1000   cost of stopping all")
    for price in (1, config.MISS_COST, 3 * config.MISS_COST):
        stopped = np.asarray(pipeline.decide(rows, price, config.ALARM_COST)) == 1
        cost = price * np.sum(bad & ~stopped) + config.ALARM_COST * np.sum(stopped & ~bad)
        every = config.ALARM_COST * np.sum(~bad)
        print(f"{price:15d}   {1000 * stopped.mean():16.1f}   {1000 * cost / len(bad):13.1f}"
              f"   {1000 * every / len(bad):20.1f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
