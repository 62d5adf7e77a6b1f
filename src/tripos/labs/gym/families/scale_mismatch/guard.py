import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    rows = {name: np.asarray(column)[:60] for name, column in table.items() if name != config.TARGET}
    values = np.column_stack([rows[f"{config.PREFIX}{at}"] for at in range(64)])
    sent = np.rint(values * config.DEVICE_TOP / config.ARCHIVE_TOP).astype(int).reshape(-1, 8, 8)
    offline = pipeline.offline(rows)
    assert np.allclose(offline, pipeline.serve(sent), atol=1e-3)
    alone = np.concatenate([pipeline.serve(sent[at : at + 1]) for at in range(20)])
    assert np.allclose(offline[:20], alone, atol=1e-3)
