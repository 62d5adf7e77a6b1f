"""Estimates how well the outcome can be told from data.csv: python run.py"""

import config
import pipeline


def main(table):
    rows, columns = len(table[config.TARGET]), len(table) - 1
    print(f"rows {rows}, columns {columns}, of which {config.CHOSEN_COLUMNS} are used")
    print(f"cross-validated area under the curve {pipeline.estimate(table):.3f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
