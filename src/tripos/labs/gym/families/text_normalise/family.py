"""Names of places cleaned before the vectoriser in training, and not in the service."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from tripos.labs.gym.contract import (
    Drawn,
    Measured,
    Params,
    Rng,
    Table,
    Trial,
    as_array,
    call,
)

_TRAIN, _HIDDEN, _ALONE = 700, 240, 12
_SAME = 1e-6
_SHARES = (0.4, 0.1, 0.1, 0.2, 0.1, 0.1)
_STYLES = ("upper", "lower", "decomposed", "bare", "spaced", "joined")
# Regions by latitude and longitude; the data tell no countries.
_REGIONS = {
    "polish": (50.2, 54.3, 15.2, 23.3), "french": (44.5, 49.3, -0.8, 5.5),
    "spanish": (37.2, 42.0, -6.5, -1.0), "german": (50.0, 53.5, 7.0, 12.5),
    "romanian": (44.5, 47.5, 23.2, 27.5), "english": (51.2, 54.5, -2.8, 0.5),
    "italian": (40.3, 45.5, 8.0, 16.0),
}  # fmt: skip
_ROMANCE = ("french", "spanish", "romanian", "italian")  # too alike to be told from each other


def draw(rng: Rng) -> Params:
    """Which two regions are told apart, and what the columns are called."""
    pair = [
        str(rng.choice(_ROMANCE)),
        str(rng.choice([one for one in _REGIONS if one not in _ROMANCE])),
    ]
    first, second = (pair[at] for at in rng.permutation(2))
    return {
        "text": str(rng.choice(["place", "town", "name", "locality"])), "target": first,
        "longest": int(rng.choice([2, 3])), "validation_share": float(rng.choice([0.2, 0.25])),
        "seed": int(rng.integers(1000)), "_regions": [first, second],
    }  # fmt: skip


@cache
def _names(region: str) -> list[str]:
    """The names in a region, as far as capitals lose no letter of them."""
    import pandas as pd  # noqa: PLC0415 - heavy

    spec = find_spec("bokeh_sampledata")
    assert spec is not None
    assert spec.origin
    data = pd.read_csv(Path(spec.origin).parent / "_data" / "world_cities.csv.gz")
    south, north, west, east = _REGIONS[region]
    inside = data["lat"].between(south, north) & data["lng"].between(west, east)
    found = sorted({str(name) for name in data.loc[inside, "name"]})
    return [name for name in found if _bare(name.upper()).lower() == _bare(name).lower()]


def _bare(text: str) -> str:
    """A text without accents."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(one for one in parts if not unicodedata.combining(one))


def _typed(text: str, style: str) -> str:
    """A name as somebody types it."""
    if style == "decomposed":
        return unicodedata.normalize("NFD", text)
    if style == "spaced":
        return f"  {text} ".replace(" ", "\u00a0 ")
    if style == "joined":
        return text.replace(" ", "-")
    return {"upper": text.upper(), "lower": text.lower(), "bare": _bare(text)}.get(style, text)


def _drawn(rng: Rng, params: Params, size: int) -> Table:
    halves = [
        [str(one) for one in rng.choice(_names(region), size // 2, replace=False)]
        for region in params["_regions"]
    ]
    order = rng.permutation(size)
    names = [*halves[0], *halves[1]]
    labels = np.repeat([1, 0], size // 2)
    return {params["text"]: [names[at] for at in order], params["target"]: labels[order]}


def table(rng: Rng, params: Params) -> Table:
    """Names of both regions, well written."""
    return _drawn(rng, params, min(_TRAIN, 2 * min(map(len, map(_names, params["_regions"])))))


def measure(rng: Rng, case: Drawn) -> Trial:
    """Names that training has not seen, typed in one way or another; some in all ways."""
    text, target = case.params["text"], case.params["target"]
    least = min(map(len, map(_names, case.params["_regions"])))
    rows = _drawn(rng, case.params, min(_TRAIN + _HIDDEN, 2 * least))
    cut = len(rows[text]) - _HIDDEN
    train = {text: rows[text][:cut], target: rows[target][:cut]}
    names, truth = rows[text][cut:], rows[target][cut:]
    styles = rng.choice(_STYLES, _HIDDEN, p=_SHARES)
    asked = [_typed(name, style) for name, style in zip(names, styles, strict=True)]
    answers = yield [
        call("train", train), call("serve", asked), call("serve", names),
        *(call("serve", [_typed(name, style) for name in names]) for style in _STYLES),
        *(call("serve", [name]) for name in asked[:_ALONE]), call("serve", ["", "  ", "?", "1234"]),
    ]  # fmt: skip
    scores, plain, *ways = (as_array(one, (_HIDDEN,), "serve") for one in answers[1 : -_ALONE - 1])
    alone = [as_array(one, (1,), "serve")[0] for one in answers[-_ALONE - 1 : -1]]
    odd = as_array(answers[-1], (4,), "serve")
    same = {
        style: bool(np.allclose(way, plain, atol=_SAME))
        for style, way in zip(_STYLES, ways, strict=True)
    }
    return Measured(float(np.mean((scores > 0.5) == (truth == 1))), {
        "capitals change no score": same["upper"] and same["lower"],
        "accents, in any form or left out, change no score": same["decomposed"] and same["bare"],
        "spaces and hyphens change no score": same["spaced"] and same["joined"],
        "a name scores the same alone as among others":
            bool(np.allclose(alone, scores[:_ALONE], atol=_SAME)),
        "a text without letters is answered": bool(((odd >= 0) & (odd <= 1)).all()),
    })  # fmt: skip
