def serve(rows):
    frame = pd.DataFrame(rows).drop(columns="car").fillna(held["usual"])
    return held["model"].predict(frame.to_numpy())
