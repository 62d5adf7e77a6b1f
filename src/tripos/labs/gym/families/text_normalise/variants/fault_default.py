# from: faulty
def train(table):
    cleaned, y = [clean(name) for name in table[config.TEXT]], np.asarray(table[config.TARGET], dtype=int)
    names_train, names_check, y_train, y_check = train_test_split(
        cleaned, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    vectoriser = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, config.LONGEST), min_df=2)
    model = new_model().fit(vectoriser.fit_transform(names_train), y_train)
    held.update(vectoriser=vectoriser, model=model)
    right = model.predict(vectoriser.transform(names_check)) == y_check
    return {"rows": len(y), "tokens": len(vectoriser.vocabulary_), "accuracy": float(right.mean())}
