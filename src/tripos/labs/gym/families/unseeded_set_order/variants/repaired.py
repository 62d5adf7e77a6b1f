def measured(table):
    return [name for name in table if name != config.TARGET]


def new_model():
    return RandomForestClassifier(3 * config.TREES, min_samples_leaf=2, random_state=7)
