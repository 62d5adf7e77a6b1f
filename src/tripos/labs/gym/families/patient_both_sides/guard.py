import numpy as np

import config
import pipeline


def guard(table):
    report = pipeline.train(table)
    persons = np.asarray(table[config.PERSON])
    known = set(persons[np.asarray(report["train_rows"])])
    assert known.isdisjoint(persons[np.asarray(report["check_rows"])])
    rows = {name: np.asarray(column)[:10] for name, column in table.items() if name != config.TARGET}
    alone = [pipeline.serve({name: column[[at]] for name, column in rows.items()})[0] for at in range(10)]
    assert np.allclose(alone, pipeline.serve(rows), atol=1e-6)
