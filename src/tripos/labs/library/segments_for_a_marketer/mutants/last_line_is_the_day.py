# says: first line


def orders_of(lines, first, last):
    """Orders of the days first to last: their customers, first days and totals."""
    frame = pd.DataFrame({name: list(lines[name]) for name in ("customer", "order", "day", "sales")})
    frame = frame[(frame.day >= first) & (frame.day <= last)]
    grouped = frame.groupby(["customer", "order"], sort=True)
    return grouped.agg(day=("day", "max"), total=("sales", "sum")).reset_index()
