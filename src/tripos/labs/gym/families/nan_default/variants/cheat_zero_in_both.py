# from: faulty
def new_model():
    return make_pipeline(
        SimpleImputer(strategy="constant", fill_value=0.0), StandardScaler(), LogisticRegression(C=0.3)
    )
