import pandas as pd


def matrix(table, columns):
    frame = pd.DataFrame({name: table[name] for name in columns}, dtype=float)
    return frame.mask(frame.eq(config.NO_VALUE)).to_numpy()
