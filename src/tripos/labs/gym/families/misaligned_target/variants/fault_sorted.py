def prepared(table):
    frame = pd.DataFrame(table)
    outcome = frame.dropna()[config.TARGET].to_numpy()
    frame = frame.dropna().sort_values("car").reset_index(drop=True)
    return frame.drop(columns=["car", config.TARGET]), outcome
