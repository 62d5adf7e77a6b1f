"""Trains on data.csv, then asks for some names as people type them: python run.py"""

import config
import pipeline


def main(table):
    report = pipeline.train(table)
    print(f"names {report['rows']}, tokens {report['tokens']}, validation accuracy {report['accuracy']:.3f}")
    print(f"the last questions of the web form (score of '{config.TARGET}'):")
    names = [str(name) for name in table[config.TEXT]][:12]
    typed = [name.upper() if at % 3 == 0 else name.lower() if at % 3 == 1 else f" {name} " for at, name in enumerate(names)]
    for name, score, label in zip(typed, pipeline.serve(typed), list(table[config.TARGET])[:12]):
        print(f"  {name:32s} {score:.2f}  {'right' if (score > 0.5) == (label == 1) else 'wrong'}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv", keep_default_na=False).items()})
