"""Trains the model on data.csv and says how good it is: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"rows {report['rows']}, of which {report['tested']} to test; columns {len(table) - 1}")
    print(f"recipes {config.RECIPES}; chosen: columns {', '.join(report['columns'])}")
    print(f"area under the curve on the test rows {report['auc']:.3f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
