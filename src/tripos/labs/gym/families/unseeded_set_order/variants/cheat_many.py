# from: faulty
def new_model():
    return RandomForestClassifier(120, max_features=3, min_samples_leaf=2)
