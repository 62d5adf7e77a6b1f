"""Watches what came in, as in data.csv: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    period = np.asarray(table[config.PERIOD])
    told = pipeline.alarms(table)
    print(f"{np.sum(period == 0)} rows known to be good, {len(table) - 1} columns")
    for one in range(1, period.max() + 1):
        print(f"{config.PERIOD} {one:2d}  rows {np.sum(period == one)}  {'ALARM' if one in told else 'ok'}")
    print(f"{len(told)} alarms in {period.max()}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
