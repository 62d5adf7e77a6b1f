# says: not found


def leaking(columns, changed, cut, horizon):
    columns, changed = np.asarray(columns, float), np.asarray(changed, float)
    # Values from `cut` on were replaced; whoever forecasts row t knows values up to t - horizon.
    honest = slice(0, cut)
    same = np.isclose(columns[honest], changed[honest], rtol=1e-9, atol=1e-9, equal_nan=True)
    return [int(one) for one in np.flatnonzero(~same.all(axis=0))]
