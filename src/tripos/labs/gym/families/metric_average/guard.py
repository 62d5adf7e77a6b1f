import numpy as np
from sklearn.metrics import f1_score, log_loss, roc_auc_score

import config
import pipeline


def guard(table):
    pipeline.train(table)
    truth = np.asarray(table[config.TARGET])
    scores = np.asarray(pipeline.serve({name: column for name, column in table.items() if name != config.TARGET}))
    right = {"f1": f1_score(truth, scores > 0.5), "auc": roc_auc_score(truth, scores), "loss": log_loss(truth, scores)}
    for size in (3, 17, 40, 10000):
        found = pipeline.evaluate(table, size)
        assert all(abs(found[name] - right[name]) < 1e-6 for name in right)
