# from: faulty
def fitted(X, y):
    model = GradientBoostingRegressor(
        n_estimators=config.ROUNDS, max_depth=1, learning_rate=0.001, random_state=config.SEED
    )
    return model.fit(X, y)
