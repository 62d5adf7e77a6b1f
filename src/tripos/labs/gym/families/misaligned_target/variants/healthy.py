import numpy as np
import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split

import config

held = {}


def prepared(table):
    frame = pd.DataFrame(table).drop(columns="car")
    frame = frame.dropna().drop_duplicates().reset_index(drop=True)
    return frame.drop(columns=config.TARGET), frame[config.TARGET].to_numpy()


def fitted(X, y):
    model = GradientBoostingRegressor(
        n_estimators=config.ROUNDS, max_depth=3, subsample=0.7, random_state=config.SEED
    )
    return model.fit(X, y)


def train(table):
    frame, y = prepared(table)
    held.update(columns=list(frame), usual=frame.median())
    X_train, X_check, y_train, y_check = train_test_split(
        frame.to_numpy(), y, test_size=config.VALIDATION_SHARE, random_state=config.SEED
    )
    held["model"] = fitted(X_train, y_train)
    curve = held["model"].train_score_.tolist()
    r2 = r2_score(y_check, held["model"].predict(X_check))
    return {"rows": len(table[config.TARGET]), "used": len(y), "curve": curve, "r2": float(r2)}


def serve(rows):
    frame = pd.DataFrame(rows)[held["columns"]].fillna(held["usual"])
    return held["model"].predict(frame.to_numpy())
