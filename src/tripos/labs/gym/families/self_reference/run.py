"""Watches what came in, as in data.csv: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    day = np.asarray(table[config.DAY])
    names = [name for name in table if name != config.DAY]
    told = pipeline.alarms(table)
    print(f"{np.sum(day == 0)} rows known to be good, then {day.max()} of {config.DAY}")
    for one in [0, *range(1, day.max() + 1, 4)]:
        means = "  ".join(f"{name} {np.mean(np.asarray(table[name])[day == one]):6.2f}" for name in names)
        print(f"{config.DAY} {one:2d}  {means}  {'ALARM' if one in told else 'ok'}")
    print(f"{len(told)} alarms")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
