"""Finds the nearest places in growing parts of data.csv: python run.py"""

import numpy as np

import config
import pipeline


def main(table):
    north = np.asarray(table[config.LATITUDE], dtype=float)
    east = np.asarray(table[config.LONGITUDE], dtype=float)
    print(f"places {len(north)}, neighbours {config.NEIGHBOURS}, memory {config.MEMORY_MB} MB")
    print("places   mean distance to the nearest (km)   largest (km)")
    kept = []
    for size in (400, 800, 1200, 1600, 2000, len(north)):
        part = {name: np.asarray(column)[:size] for name, column in table.items()}
        first = np.asarray(pipeline.nearest(part, config.NEIGHBOURS))[:, 0]
        a, b, c, d = (np.radians(one) for one in (north[:size], east[:size], north[first], east[first]))
        far = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
        far = 2 * 6371 * np.arcsin(np.sqrt(np.clip(far, 0, 1)))
        print(f"{size:6d}   {far.mean():33.1f}   {far.max():12.1f}")
        kept.append(float(far.mean()))
    return {"mean distance": kept}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
