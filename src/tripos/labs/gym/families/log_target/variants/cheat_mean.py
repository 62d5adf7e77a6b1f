# from: faulty
def train(table):
    y = np.asarray(table[config.TARGET], dtype=float)
    held.update(mean=float(y.mean()))
    return {"rows": len(y), "kinds": len(set(table[config.CATEGORY])), "r2": 0.0}


def serve(rows):
    return np.full(len(rows[config.NUMBER]), held["mean"])
