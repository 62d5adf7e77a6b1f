from sklearn.ensemble import RandomForestClassifier


def new_model():
    return RandomForestClassifier(80, min_samples_leaf=8, max_features=3, random_state=config.SEED)
