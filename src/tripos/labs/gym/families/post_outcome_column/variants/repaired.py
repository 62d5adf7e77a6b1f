def columns_of(table):
    late = {name for name, stage in config.ENTERED.items() if stage in ("review", "closing")}
    return sorted(set(table) - late - {config.TARGET})
