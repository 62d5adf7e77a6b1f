def columns_of(table):
    return [name for name in table if config.ENTERED[name] != "review"]
