"""Learns the rules from data.csv, then holds a drill: python run.py"""

import config
import pipeline


def spoilt(column, way):
    if way == "in cents":
        return [one if isinstance(one, str) else 100 * one for one in column]
    if way == "as text":
        return [f"{one} ." for one in column]
    if way == "a third missing":
        return [None if at % 3 == 0 else one for at, one in enumerate(column)]
    return list(column)


def main(table):
    report = pipeline.learn(table)
    print(f"rows {report['rows']}, columns {report['columns']}")
    days = [int(day) for day in table[config.DAY]]
    for at, day in enumerate(sorted(set(days))[-8:]):
        rows = {
            name: [value for value, own in zip(column, days) if own == day]
            for name, column in table.items() if name != config.DAY
        }
        way = ("as it came", "in cents", "as it came", "as text", "as it came", "a third missing")[at % 6]
        name = [one for one in rows if not isinstance(rows[one][0], str)][0]
        found = pipeline.check({**rows, name: spoilt(rows[name], way)})
        print(f"day {day:3d}, {name} {way}: {'alarm for ' + ', '.join(found) if found else 'no alarm'}")
    return {}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
