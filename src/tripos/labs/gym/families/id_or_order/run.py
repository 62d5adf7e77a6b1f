"""Trains the model on data.csv and says how good it is: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    tags = list(table[config.TAG])
    runs = table[config.RUN]
    print(f"rows {report['rows']}, {tags[0]} to {tags[-1]}, {config.RUN} {min(runs)} to {max(runs)}")
    for name, weight in sorted(report["weights"].items(), key=lambda one: -one[1])[:6]:
        print(f"weight of {name:14s} {weight:.3f}")
    print(f"validation accuracy {report['accuracy']:.3f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
