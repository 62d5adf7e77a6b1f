"""Trains the model on data.csv and says how good it is: python run.py"""

import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"rows {report['rows']}, columns {len(report['columns'])}")
    for name, (mean, spread) in report["columns"].items():
        print(f"{name:26s} mean {mean:12.3f}  spread {spread:12.3f}")
    print(f"validation accuracy {report['accuracy']:.3f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
