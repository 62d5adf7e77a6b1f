def prepared(table):
    frame = pd.DataFrame(table).drop(columns="car")
    outcome = frame.pop(config.TARGET)
    frame = frame.dropna().reset_index(drop=True)
    outcome = outcome.loc[frame.index]
    return frame, outcome.to_numpy()
