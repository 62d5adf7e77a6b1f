from sklearn.ensemble import RandomForestClassifier


def new_model():
    return make_pipeline(SimpleImputer(strategy="median"), RandomForestClassifier(40, min_samples_leaf=3, random_state=config.SEED))
