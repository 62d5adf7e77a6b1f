# says: nothing penalised


def fitted(X, y):
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(max_iter=2000).fit(X, y)
    return np.concatenate([model.intercept_, model.coef_[0]])
