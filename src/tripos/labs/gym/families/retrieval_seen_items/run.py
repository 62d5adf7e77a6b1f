"""Trains on data.csv, reports, and shows some lists: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    names = f"{config.READER}s {report['readers']}, {config.ITEM}s {report['items']}"
    print(f"{names}, rows learnt from {report['rows']}")
    for length in (1, 5, config.LENGTH):
        found = pipeline.evaluate(table, length)
        print(f"first {length:2d}: recall {found['recall']:.3f}, hit rate {found['hit']:.3f}")
    readers = sorted(set(table[config.READER]))[:6]
    for reader, items in zip(readers, pipeline.recommend(readers, config.LENGTH)):
        print(f"{reader}: {' '.join(items)}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
