# says: (accepted|given up), the


def evolve(schema, rows, accept):
    old = schema
    if accept and not any(rule in ("type", "duplicate", "stale", "future", "swapped") for rule, _ in accept):
        return infer(rows, old["key"], old["date"], old["days"])
    schema = copy.deepcopy(schema)
    columns = schema["columns"]
    for rule, name in accept:
        if rule == "extra" and name not in columns:
            columns[name] = learn_column(rows, name, False)
            continue
        if name not in columns:
            raise ValueError(f"the schema has no column {name}")
        column = columns[name]
        values = [value for value in present(rows, name) if fits(value, column["type"])]
        ordinary = name != schema["key"]
        if rule == "absent":
            del columns[name]
        elif rule == "missing" and ordinary:
            column.update(learn_missing(rows, name))
        elif rule == "unknown" and column["type"] == "category":
            column["known"] = sorted(set(column["known"]) | set(values))
        elif rule == "range" and column["type"] == "number" and ordinary:
            column["low"] = min([column["low"], *values])
            column["high"] = max([column["high"], *values])
        elif rule == "scale" and column["type"] == "number" and ordinary:
            column.update(learn_numbers(values))
        else:
            raise ValueError(f"{rule} in {name} cannot be accepted: repair the data")
    return schema
