"""Tests the forecast on data.csv: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    report = pipeline.backtest(table)
    values = np.asarray(table[config.VALUE], dtype=float)
    jumps = np.diff(values[config.TRAIN_ROWS - 1 :])
    print(f"rows {len(values)}, of which {config.TRAIN_ROWS} to learn from; {np.isnan(values).sum()} gaps")
    for row in range(config.TRAIN_ROWS, config.TRAIN_ROWS + 60, 10):
        found = report["forecast"][row - config.TRAIN_ROWS]
        print(f"row {row}  forecast {found:9.3f}  measured {values[row]:9.3f}")
    print(f"back-test, one step ahead: root mean squared error {report['rmse']:.4f}")
    print(f"with the last value as the forecast: {np.sqrt(np.nanmean(jumps**2)):.4f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
