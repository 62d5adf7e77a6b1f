"""Trains the model on data.csv and says how good it is: python run.py"""

import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"rows {report['rows']}, columns {report['columns']}")
    for step, loss in enumerate(report["curve"]):
        if step % 10 == 0:
            print(f"step {step:3d}  loss {loss:.4f}")
    print(f"validation accuracy {report['accuracy']:.3f}")
    return {"loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
