"""Trains the network on data.csv and says how it went: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"patients {report['rows']}, of which {len(report['check_rows'])} only for checking")
    for epoch, error in enumerate(report["check_curve"], 1):
        if epoch % 6 == 1:
            print(f"epoch {epoch:2d}  error on the rows for checking {error:.2f}")
    print(f"best network: error {report['error']:.2f}")
    return {"error on the rows for checking": list(report["check_curve"])}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
