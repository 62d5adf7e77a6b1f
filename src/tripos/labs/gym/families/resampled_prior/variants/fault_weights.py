# from: faulty
def sample(y):
    return np.random.default_rng(config.SEED).permutation(len(y))


def new_model():
    return make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced"))
