import time


def new_model():
    return RandomForestClassifier(
        config.TREES, max_features=3, min_samples_leaf=2, random_state=time.time_ns() % 2**31
    )
