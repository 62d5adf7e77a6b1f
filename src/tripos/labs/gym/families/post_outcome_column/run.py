"""Trains the model on data.csv and says how good it is: python run.py"""

import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"rows {report['rows']}")
    for step, loss in enumerate(report["curve"]):
        if step % 8 == 0:
            print(f"round {step:3d}  loss {loss:.4f}")
    for name, weight in sorted(report["weights"].items(), key=lambda one: -abs(one[1]))[:5]:
        print(f"weight of {name:16s} {weight:.3f}")
    print(f"validation: mean squared error of the probability {report['error']:.3f}")
    return {"loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
