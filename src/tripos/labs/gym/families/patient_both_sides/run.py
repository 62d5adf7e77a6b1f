"""Trains the model on data.csv and says how good it is: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"visits {report['rows']}, of which positive {sum(table[config.TARGET])}")
    print(f"columns {', '.join(name for name in table if name != config.TARGET)}")
    print(f"learnt from {len(report['train_rows'])} visits, validated on {len(report['check_rows'])}")
    print(f"validation area under the curve {report['auc']:.3f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
