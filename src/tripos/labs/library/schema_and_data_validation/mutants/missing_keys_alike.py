# says: missing keys are not alike


def validate(schema, rows, today, level):
    if not rows:
        return [finding("empty", "", "error", 0)]
    columns = schema["columns"]
    limit = level / (3 * len(columns))
    delivered = {name for row in rows for name in row}
    found = [
        finding("extra", name, "warning", sum(name in row for row in rows))
        for name in delivered - set(columns)
    ]
    found += [finding("absent", name, "error", len(rows)) for name in set(columns) - delivered]
    good = {}
    for name in delivered & set(columns):
        kind = columns[name]["type"]
        values = present(rows, name)
        good[name] = [value for value in values if fits(value, kind)]
        if len(good[name]) < len(values):
            found.append(finding("type", name, "error", len(values) - len(good[name])))
        found += check_missing(name, columns[name], rows, limit, name == schema["key"])
    pairs = list(swapped_pairs(schema, good))
    found += [finding("swapped", a, "error", len(rows), other=b) for a, b in pairs]
    explained = {name for pair in pairs for name in pair}
    for name, values in good.items():
        kind = columns[name]["type"]
        if name == schema["key"]:
            found += check_key(name, [row.get(name) for row in rows])
        elif kind == "date":
            found += check_dates(name, values, rows, today, schema["days"])
        elif kind == "category" and name not in explained:
            found += check_categories(name, columns[name], values, limit)
        elif kind == "number" and name not in explained:
            found += check_numbers(name, columns[name], values, limit)
    return found
