def columns_of(table):
    handled = {config.TARGET, config.TAG, config.RUN}
    return sorted(set(table) - handled)
