import numpy as np

import pipeline


def guard(table):
    sizes = np.asarray(pipeline.gradients(table))
    assert sizes.min() > 2e-3 * sizes.max()
    assert sizes.min() > 1e-4
