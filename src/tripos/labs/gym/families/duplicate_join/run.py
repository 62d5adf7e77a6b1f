"""Assembles the lines of data.csv, adds them up and validates a model: python run.py"""

import config
import pipeline


def main(table):
    joined = pipeline.assemble(table)
    sizes = dict(zip(zip(joined[config.CITY], joined[config.STATE]), joined["place_lines"]))
    print(f"places {len(sizes)}, the largest of them:")
    for (city, state), lines in sorted(sizes.items(), key=lambda one: -one[1])[:6]:
        print(f"  {city}, {state}: {lines} lines")
    found = pipeline.summary(table)
    print(f"rows {found['rows']}, total {config.TARGET} {found['total']:.2f}, median {found['median']:.2f}")
    print(f"validation R squared of the model for {config.TARGET}: {pipeline.validate(table):.3f}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
