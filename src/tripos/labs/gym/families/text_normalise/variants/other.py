from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline


def spaced(text):
    return " ".join(str(text).lower().replace("-", " ").replace("\u00a0", " ").split())


def train(table):
    names, y = list(table[config.TEXT]), np.asarray(table[config.TARGET], dtype=int)
    names_train, names_check, y_train, y_check = train_test_split(
        names, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    counts = HashingVectorizer(
        n_features=2**12, strip_accents="unicode", lowercase=True, analyzer="char", ngram_range=(2, 3),
        alternate_sign=False, norm=None,
    )
    model = make_pipeline(counts, MultinomialNB(alpha=0.3)).fit([spaced(name) for name in names_train], y_train)
    held.update(model=model)
    right = model.predict([spaced(name) for name in names_check]) == y_check
    return {"rows": len(y), "tokens": 2**12, "accuracy": float(right.mean())}


def serve(names):
    return held["model"].predict_proba([spaced(name) for name in names])[:, 1]
