def new_model():
    return make_pipeline(
        StandardScaler(), LogisticRegression(C=0.003)
    )
