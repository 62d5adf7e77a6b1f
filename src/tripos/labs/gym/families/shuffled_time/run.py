"""Says how well the model will do on the hours to come, from data.csv: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.assess(table)
    print(f"hours {report['rows']}, columns {', '.join(name for name in table if name != config.TARGET)}")
    for number, (known, new) in enumerate(report["folds"]):
        print(f"fold {number}  learnt from {len(known)} hours, tested on {len(new)}")
    print(f"expected skill {config.AHEAD} hours ahead {report['skill']:.3f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
