import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split

import config


def place_figures(frame):
    grouped = frame.groupby([config.CITY, config.STATE], as_index=False)
    return grouped.agg(place_lines=(config.TARGET, "size"), place_pieces=(config.PIECES, "mean"))


def assemble(table):
    frame = pd.DataFrame(table)
    joined = frame.merge(place_figures(frame), on=[config.CITY, config.STATE], how="left")
    return {name: joined[name].tolist() for name in [*table, "place_lines", "place_pieces"]}


def summary(table):
    joined = assemble(table)
    amounts = np.asarray(joined[config.TARGET], dtype=float)
    return {"rows": len(amounts), "total": float(amounts.sum()), "median": float(np.median(amounts))}


def validate(table):
    joined = assemble(table)
    names = [config.PIECES, "discount", "place_lines", "place_pieces"]
    X = np.column_stack([np.asarray(joined[name], dtype=float) for name in names])
    y = np.log(np.asarray(joined[config.TARGET], dtype=float))
    X_train, X_check, y_train, y_check = train_test_split(X, y, test_size=0.3, random_state=config.SEED)
    model = RandomForestRegressor(25, min_samples_leaf=2, random_state=config.SEED).fit(X_train, y_train)
    return float(r2_score(y_check, model.predict(X_check)))
