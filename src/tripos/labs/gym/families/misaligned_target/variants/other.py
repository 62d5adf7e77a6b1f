def prepared(table):
    frame = pd.DataFrame(table).drop(columns=["car", config.TARGET])
    return frame.fillna(frame.median()), np.asarray(table[config.TARGET])
