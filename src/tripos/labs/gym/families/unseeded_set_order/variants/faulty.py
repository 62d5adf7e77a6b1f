def measured(table):
    return list(set(table) - {config.TARGET})


def new_model():
    return RandomForestClassifier(config.TREES, max_features=3, min_samples_leaf=2, oob_score=False)
