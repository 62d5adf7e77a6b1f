import config
import pipeline


def guard(table):
    pipeline.learn(table)
    days = [int(day) for day in table[config.DAY]]
    rows = {
        name: [value for value, own in zip(column, days) if own == days[0]]
        for name, column in table.items() if name != config.DAY
    }
    assert pipeline.check(rows) == []
    for name, column in rows.items():
        if isinstance(column[0], str):
            ways = [[one.upper() for one in column], [len(one) for one in column]]
        else:
            ways = [[f"{one} EUR" for one in column], [-999 if at % 3 else one for at, one in enumerate(column)]]
        ways.append([None if at % 2 else one for at, one in enumerate(column)])
        for values in ways:
            assert pipeline.check({**rows, name: values}) == [name]
            assert pipeline.check({**rows, name: values}) == [name]
    assert pipeline.check(rows) == []
