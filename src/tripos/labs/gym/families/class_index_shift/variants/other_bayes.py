from sklearn.discriminant_analysis import LinearDiscriminantAnalysis


def new_model():
    return make_pipeline(StandardScaler(), LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.02))
