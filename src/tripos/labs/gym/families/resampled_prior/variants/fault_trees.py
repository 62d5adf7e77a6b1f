# from: faulty
from sklearn.ensemble import RandomForestClassifier


def new_model():
    return RandomForestClassifier(40, min_samples_leaf=5, random_state=config.SEED)
