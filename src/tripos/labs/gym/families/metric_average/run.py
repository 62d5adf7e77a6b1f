"""Trains on one half of data.csv and evaluates on the other: python run.py"""

import config
import pipeline


def main(table):
    half = len(table[config.TARGET]) // 2
    report = pipeline.train({name: column[:half] for name, column in table.items()})
    print(f"rows {report['rows']}, share of '{config.TARGET}' {report['share']:.3f}")
    test = {name: column[half:] for name, column in table.items()}
    for place, size in (("laptop", 4 * config.BATCH_SIZE), ("night job", config.BATCH_SIZE), ("edge device", 4)):
        found = pipeline.evaluate(test, size)
        told = ", ".join(f"{name} {value:.4f}" for name, value in found.items())
        print(f"{place:12s} batches of {size:3d}: {told}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
