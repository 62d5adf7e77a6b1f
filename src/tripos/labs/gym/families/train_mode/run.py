"""Trains the network on data.csv and says how it went: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"tumours {report['rows']}, columns {len(table) - 1}, dropout {config.DROP}, batches of {config.BATCH}")
    for epoch, (loss, right) in enumerate(zip(report["curve"], report["accuracies"]), 1):
        print(f"epoch {epoch:2d}  loss {loss:.4f}  accuracy on rows checked {right:.3f}")
    rows = {name: column[:4] for name, column in table.items() if name != config.TARGET}
    for words in ("scores of the first four", "asked once more"):
        print(f"{words:24s}", " ".join(f"{one:.3f}" for one in pipeline.serve(rows)))
    return {"loss": report["curve"], "accuracy": report["accuracies"]}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
