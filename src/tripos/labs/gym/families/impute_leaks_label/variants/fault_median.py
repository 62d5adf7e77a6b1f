import pandas as pd


def completed(X, y):
    frame = pd.DataFrame(X)
    held["usual"] = frame.median().to_numpy()
    return frame.fillna(frame.groupby(y).transform("median")).to_numpy()
