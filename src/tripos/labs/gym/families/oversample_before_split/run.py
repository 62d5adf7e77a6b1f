"""Trains the model on data.csv and says how good it is: python run.py"""

import config
import pipeline


def main(table):
    outcome = table[config.TARGET]
    report = pipeline.train(table)
    print(f"orders {report['rows']}, of which {config.TARGET} {sum(outcome)}")
    for name, rows in (("learnt from", report["train_rows"]), ("validated on", report["check_rows"])):
        share = sum(outcome[row] for row in rows) / len(rows)
        print(f"{name} {len(rows)} rows, {100 * share:.1f} in a hundred {config.TARGET}")
    print(f"validation F1 of {config.TARGET} {report['f1']:.3f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
