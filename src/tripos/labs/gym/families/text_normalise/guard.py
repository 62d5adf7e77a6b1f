import unicodedata

import numpy as np

import config
import pipeline


def bare(text):
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def guard(table):
    pipeline.train(table)
    names = [str(name) for name in table[config.TEXT]]
    scores = pipeline.serve(names)
    ways = [
        [name.upper() for name in names], [name.lower() for name in names], [bare(name) for name in names],
        [unicodedata.normalize("NFD", name) for name in names], [f"  {name} ".replace(" ", "  ") for name in names],
    ]
    for typed in ways:
        assert np.allclose(scores, pipeline.serve(typed), atol=1e-6)
