from sklearn.impute import KNNImputer


def new_model():
    return make_pipeline(StandardScaler(), KNNImputer(n_neighbors=5), LogisticRegression(C=0.3))


def cells(row, columns):
    return [row[name] if row.get(name) is not None else np.nan for name in columns]
