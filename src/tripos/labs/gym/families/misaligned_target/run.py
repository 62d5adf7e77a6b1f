"""Trains the model on data.csv and says how good it is: python run.py"""

import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"cars {report['rows']}, of which {report['used']} used")
    for step, loss in enumerate(report["curve"]):
        if step % 10 == 0:
            print(f"round {step:3d}  training loss {loss:.4f}")
    print(f"validation R2 {report['r2']:.3f}")
    return {"training loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
