from sklearn.cluster import AgglomerativeClustering


def in_one_unit(values, factor):
    order = np.sort(values)
    gap = np.argmax(order[1:] / order[:-1])
    if order[gap + 1] / order[gap] < factor**0.4:
        return values
    return np.where(values > order[gap], values / factor, values)


def clusters(table):
    return AgglomerativeClustering(config.GROUPS).fit_predict(scaled(prepared(table)))
