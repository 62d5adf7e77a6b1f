import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    names = [name for name in table if name != config.TARGET]
    usual = {name: float(np.nanmedian(table[name])) for name in names}
    rows = [{name: float(table[name][at]) for name in names if np.isfinite(table[name][at])} for at in range(150)]
    rng, gap, common, zero = np.random.default_rng(0), [], [], []
    for row in rows:
        lost = rng.choice(names, len(names) // 3, replace=False).tolist()
        gap.append({name: value for name, value in row.items() if name not in lost})
        common.append({**row, **{name: usual[name] for name in lost}})
        zero.append({**row, **dict.fromkeys(lost, 0.0)})
    gap, common, zero = (np.asarray(pipeline.serve(one)) for one in (gap, common, zero))
    assert np.mean(np.abs(gap - common)) < 0.7 * np.mean(np.abs(zero - common))
    alone = [pipeline.serve([row])[0] for row in rows[:30]]
    assert np.allclose(alone, pipeline.serve(rows[:30]), atol=1e-6)
    nothing = [{**dict.fromkeys(names), **row} for row in rows[:30]]
    assert np.allclose(alone, pipeline.serve(nothing), atol=1e-6)
