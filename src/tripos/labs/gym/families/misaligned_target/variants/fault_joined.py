def prepared(table):
    frame = pd.DataFrame(table).drop(columns="car")
    outcomes = frame[[config.TARGET]].copy()
    frame = frame.drop(columns=config.TARGET).dropna().reset_index(drop=True)
    frame = frame.join(outcomes.iloc[::-1].reset_index(drop=True))
    return frame.drop(columns=config.TARGET), frame[config.TARGET].to_numpy()
