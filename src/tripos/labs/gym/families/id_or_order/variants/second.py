def learnt(X, y, known):
    model = ExtraTreesClassifier(config.TREES, max_features=None, random_state=config.SEED)
    return model.fit(X, y)
