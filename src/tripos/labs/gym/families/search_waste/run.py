"""Searches settings for the data in data.csv: python run.py"""

import config
import pipeline


def main(table):
    print(f"rows {len(table[config.TARGET])}, fits {config.FITS}, both settings in [{config.LOW:g}, {config.HIGH:g}]")
    default = {config.PENALTY: 1.0, config.SHARPNESS: 0.001}
    print(f"default {default}: loss {pipeline.validation_loss(table, default):.4f}")
    history = pipeline.search(table, config.FITS)
    best, curve = None, []
    for number, one in enumerate(history, start=1):
        best = one if best is None or one["loss"] < best["loss"] else best
        curve.append(best["loss"])
        if number % 4 == 0:
            print(f"fit {number:3d}: {config.PENALTY} {one[config.PENALTY]:.6g}, "
                  f"{config.SHARPNESS} {one[config.SHARPNESS]:.6g}, loss {one['loss']:.4f}, best {best['loss']:.4f}")
    return {"best loss": curve}


if __name__ == "__main__":
    import pandas as pd

    main({name: column.to_numpy() for name, column in pd.read_csv("data.csv").items()})
