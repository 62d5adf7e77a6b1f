"""Trains the model on data.csv and says how good it is: python run.py"""

import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"rows {report['rows']}, {100 * report['gaps']:.1f} % of the cells are empty")
    for step, loss in enumerate(report["curve"]):
        if step % 6 == 0:
            print(f"round {step:3d}  loss {loss:.4f}")
    print(f"validation area under the curve {report['auc']:.3f}")
    return {"loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
