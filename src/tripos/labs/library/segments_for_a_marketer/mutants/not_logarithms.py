# says: middle and scale


def logs(table):
    money = np.maximum(np.asarray(table["money"], dtype=float), 0)
    return np.column_stack([table["recency"], table["frequency"], money])
