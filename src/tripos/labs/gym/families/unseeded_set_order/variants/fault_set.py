def measured(table):
    return list({name for name in table if name != config.TARGET})
