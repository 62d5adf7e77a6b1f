# says: 'stale' is found without


def check_dates(name, values, rows, today, days):
    late = sum(value > today for value in values)
    if late:
        yield finding("future", name, "error", late)
    if values:
        age = datetime.date.fromisoformat(today) - datetime.date.fromisoformat(max(values))
        if age.days >= days:
            yield finding("stale", name, "error", len(rows))
