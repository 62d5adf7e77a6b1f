# from: repaired
from sklearn.ensemble import RandomForestClassifier


def new_model():
    return RandomForestClassifier(60, min_samples_leaf=12, random_state=config.SEED)
