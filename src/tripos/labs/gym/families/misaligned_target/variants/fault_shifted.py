def prepared(table):
    frame = pd.DataFrame(table).drop(columns="car").dropna()
    outcome = frame.pop(config.TARGET).to_numpy()
    frame = frame.iloc[1:].reset_index(drop=True)
    return frame, outcome[: len(frame)]
