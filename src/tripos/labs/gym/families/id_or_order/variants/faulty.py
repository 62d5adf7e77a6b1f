def columns_of(table):
    return [name for name in table if name not in (config.TARGET, config.TAG)]
