# from: faulty
def summary(table):
    amounts = np.asarray(table[config.TARGET], dtype=float)
    return {"rows": len(amounts), "total": float(amounts.sum()), "median": float(np.median(amounts))}
