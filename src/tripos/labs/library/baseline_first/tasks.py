"""Real tasks as tables of numbers, from data that other packages ship."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tripos.chance import Floats


@dataclass(frozen=True)
class Task:
    """Inputs, an outcome, rows to train and to validate on, and for series the naive forecast."""

    X: Floats
    y: Floats
    train: int
    validate: int
    naive: Floats | None = None

    @property
    def classes(self) -> bool:
        """Whether the outcome is 0 or 1."""
        return self.naive is None and set(np.unique(self.y).tolist()) <= {0.0, 1.0}


def tables() -> dict[str, Task]:
    """Regressions and classifications whose rows have no order."""
    return {**_sklearn(), **_bokeh(), **_river()}


def _sklearn() -> dict[str, Task]:
    from sklearn import datasets  # noqa: PLC0415 - heavy

    diabetes = datasets.load_diabetes()
    tumours = datasets.load_breast_cancer()
    wines = datasets.load_wine()
    digits = datasets.load_digits()
    return {
        "diabetes": Task(diabetes.data, diabetes.target, 150, 60),
        "diabetes, few rows": Task(diabetes.data[:, :4], diabetes.target, 60, 60),
        "tumours": Task(tumours.data, tumours.target * 1.0, 100, 60),
        "wines": Task(wines.data[:, 1:], wines.data[:, 0], 90, 50),
        "digits": Task(digits.data, (digits.target % 2) * 1.0, 300, 80),
    }


def _bokeh() -> dict[str, Task]:
    from bokeh_sampledata.autompg import autompg_clean as cars  # noqa: PLC0415 - heavy
    from bokeh_sampledata.forensic_glass import data as glass  # noqa: PLC0415
    from bokeh_sampledata.penguins import data as birds  # noqa: PLC0415

    birds = birds.dropna()
    sizes = birds[["bill_length_mm", "bill_depth_mm", "flipper_length_mm"]].to_numpy(float)
    mass = birds["body_mass_g"].to_numpy(float)
    male = (birds["sex"].str.upper() == "MALE").to_numpy(float)
    engine = cars[["cyl", "displ", "hp", "weight", "accel", "yr"]].to_numpy(float)
    oxides = glass[["Na", "Mg", "Al", "Si", "K", "Ca", "Ba", "Fe"]].to_numpy(float)
    return {
        "cars": Task(engine, cars["mpg"].to_numpy(float), 200, 60),
        "cars, acceleration": Task(engine[:, [0, 5]], engine[:, 4], 80, 60),
        "penguins": Task(sizes, mass, 120, 60),
        "penguins, sex": Task(np.column_stack([sizes, mass]), male, 120, 60),
        "glass": Task(oxides, glass["RI"].to_numpy(float), 120, 60),
        "glass, windows": Task(oxides, (glass["type"] == "WinF").to_numpy(float), 120, 60),
    }


def _river() -> dict[str, Task]:
    from river.datasets import (  # noqa: PLC0415 - heavy
        Bananas,
        ImageSegments,
        Phishing,
        SolarFlare,
    )

    def rows(stream: Any, most: int, target: Callable[[Any], float]) -> tuple[Floats, Floats]:
        pairs = [one for one, _ in zip(stream, range(most), strict=False)]
        numbers = [[v for v in x.values() if not isinstance(v, str)] for x, _ in pairs]
        return np.array(numbers, dtype=float), np.array([target(y) for _, y in pairs])

    pages = rows(Phishing(), 1250, float)
    flares = rows(SolarFlare(), 1066, lambda y: float(y["c-class-flares"] > 0))
    bananas = rows(Bananas(), 1500, float)
    stones = rows(ImageSegments(), 2310, lambda y: float(y in ("window", "foliage")))
    return {
        "web pages": Task(*pages, 200, 60), "solar flares": Task(*flares, 150, 60),
        "bananas": Task(*bananas, 250, 60), "image segments": Task(*stones, 250, 60),
    }  # fmt: skip


def series() -> dict[str, Task]:
    """Forecasts: the last values and those of a season ago, some steps ahead."""
    from bokeh_sampledata.glucose import data as glucose  # noqa: PLC0415 - heavy
    from bokeh_sampledata.sea_surface_temperature import (  # noqa: PLC0415
        sea_surface_temperature as sea,
    )
    from bokeh_sampledata.unemployment1948 import data as jobs  # noqa: PLC0415
    from bokeh_sampledata.us_marriages_divorces import data as weddings  # noqa: PLC0415
    from river.datasets import AirlinePassengers, WaterFlow  # noqa: PLC0415

    flights = np.log([y for _, y in AirlinePassengers()])
    flow = np.array([y for _, y in WaterFlow()])
    rates = jobs.drop(columns=["Year", "Annual"]).to_numpy(float).ravel()
    return {
        "passengers": _lagged(flights, 1, 12, 60, 24),
        "water": _lagged(flow, 6, 24, 240, 60),
        "unemployment": _lagged(rates[np.isfinite(rates)], 1, 0, 240, 48),
        "sea": _lagged(sea["temperature"].to_numpy(float)[::12], 4, 0, 300, 60),
        "glucose": _lagged(glucose["glucose"].to_numpy(float)[:6000:3], 4, 0, 300, 60),
        "weddings": _lagged(weddings["Marriages_per_1000"].to_numpy(float), 1, 0, 60, 20),
    }  # fmt: skip


def _lagged(values: Floats, ahead: int, season: int, train: int, validate: int) -> Task:
    first = max(season, 5) + ahead
    at = np.arange(first, len(values))
    lags = [values[at - ahead - back] for back in range(5)]
    if season:
        lags += [values[at - season], values[at - season - 1]]
    naive = values[at - season] if season else lags[0]
    return Task(np.column_stack(lags), values[at], train, validate, naive)
