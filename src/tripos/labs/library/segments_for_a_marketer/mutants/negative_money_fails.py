# says: assign


def logs(table):
    money = np.abs(np.asarray(table["money"], dtype=float))
    return np.column_stack(
        [np.log1p(table["recency"]), np.log(table["frequency"]), np.log1p(money)]
    )
