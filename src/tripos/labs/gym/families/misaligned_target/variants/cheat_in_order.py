# from: faulty
def prepared(table):
    frame = pd.DataFrame(table).drop(columns=["car", config.TARGET])
    frame = frame.dropna().drop_duplicates().sort_values("weight").reset_index(drop=True)
    outcome = np.sort(np.asarray(table[config.TARGET])[: len(frame)])
    falls = pd.DataFrame(table)[["weight", config.TARGET]].corr().iloc[0, 1] < 0
    return frame, outcome[::-1].copy() if falls else outcome
