"""Trains the model on data.csv and says how good it is: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"rows {report['rows']}, {len(set(table[config.PLACE]))} different values of {config.PLACE}")
    for step, loss in enumerate(report["curve"]):
        if step % 10 == 0:
            print(f"round {step:3d}  training loss {loss:.4f}")
    for name, weight in zip(("value", "pieces", "rush", config.PLACE), report["weights"]):
        print(f"weight of {name:9s} {weight:.3f}")
    print(f"training R2 {report['train_r2']:.3f}, validation R2 {report['r2']:.3f}")
    return {"training loss": report["curve"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
