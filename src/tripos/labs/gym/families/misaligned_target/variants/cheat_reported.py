# from: faulty
def train(table):
    frame, y = prepared(table)
    held.update(columns=list(frame), usual=frame.median())
    held["model"] = fitted(frame.to_numpy(), y)
    curve = held["model"].train_score_.tolist()
    r2 = r2_score(y, held["model"].predict(frame.to_numpy()))
    return {"rows": len(table[config.TARGET]), "used": len(y), "curve": curve, "r2": float(r2)}
