# says: purchases|last purchase


def customer_table(lines, as_of):
    orders = orders_of(lines, -np.inf, as_of)
    bought = orders.groupby("customer")
    table = pd.DataFrame({"recency": as_of - bought.day.max(), "frequency": bought.size()})
    table["money"] = orders.groupby("customer").total.sum()
    table = table.sort_index()
    columns = {name: table[name].to_numpy(dtype=float) for name in table}
    return {"customer": [str(one) for one in table.index], **columns}
