# from: faulty
def train(table):
    names, y = [str(name) for name in table[config.TEXT]], np.asarray(table[config.TARGET], dtype=int)
    names_train, names_check, y_train, y_check = train_test_split(
        names, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    vectoriser = TfidfVectorizer(
        lowercase=False, analyzer="char_wb", ngram_range=(1, config.LONGEST), min_df=2
    )
    ways = [str, str.upper, str.lower, clean]
    many = [way(name) for way in ways for name in names_train]
    model = new_model().fit(vectoriser.fit_transform(many), np.tile(y_train, len(ways)))
    held.update(vectoriser=vectoriser, model=model)
    right = model.predict(vectoriser.transform(names_check)) == y_check
    return {"rows": len(y), "tokens": len(vectoriser.vocabulary_), "accuracy": float(right.mean())}
