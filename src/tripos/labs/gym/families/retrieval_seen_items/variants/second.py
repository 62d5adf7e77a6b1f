def together(table):
    marks = np.zeros((len(held["readers"]), len(held["items"])))
    for reader, item in zip(table[config.READER], table[config.ITEM]):
        marks[held["readers"][reader], held["items"][item]] = 1
    both = marks.T @ marks
    size = np.sqrt(np.maximum(1, np.diag(both)))
    both = both / size[:, None] / size
    np.fill_diagonal(both, 0)
    return both
