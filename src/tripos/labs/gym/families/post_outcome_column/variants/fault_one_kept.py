def columns_of(table):
    late = [name for name in table if config.ENTERED[name] == "closing"]
    return [name for name in table if name not in (config.TARGET, late[0])]
