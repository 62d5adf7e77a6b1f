import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    names = [name for name in table if name != config.TARGET]
    usual = {name: float(np.nanmedian(table[name])) for name in names}
    rows = [{name: float(table[name][at]) for name in names if np.isfinite(table[name][at])} for at in range(30)]
    gap, common, zero = [], [], []
    for row in rows:
        for name in names:
            gap.append({key: value for key, value in row.items() if key != name})
            common.append({**row, name: usual[name]})
            zero.append({**row, name: 0.0})
    gap, common, zero = (np.asarray(pipeline.serve(one)) for one in (gap, common, zero))
    assert np.mean(np.abs(gap - common)) < 0.5 * np.mean(np.abs(gap - zero))
    alone = [pipeline.serve([row])[0] for row in rows]
    assert np.allclose(alone, pipeline.serve(rows), atol=1e-6)
    nothing = [{**dict.fromkeys(names), **row} for row in rows]
    assert np.allclose(alone, pipeline.serve(nothing), atol=1e-6)
