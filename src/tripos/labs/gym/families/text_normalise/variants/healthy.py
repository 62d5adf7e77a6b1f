import re
import unicodedata

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

import config

held = {}


def clean(text):
    parts = unicodedata.normalize("NFKD", str(text)).lower()
    bare = "".join(one for one in parts if not unicodedata.combining(one))
    return re.sub(r"[\s-]+", " ", bare).strip()


def new_model():
    return LogisticRegression(C=10.0, max_iter=300)


def train(table):
    names, y = list(table[config.TEXT]), np.asarray(table[config.TARGET], dtype=int)
    names_train, names_check, y_train, y_check = train_test_split(
        names, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    vectoriser = TfidfVectorizer(
        preprocessor=clean, analyzer="char_wb", ngram_range=(1, config.LONGEST), min_df=2
    )
    model = new_model().fit(vectoriser.fit_transform(names_train), y_train)
    held.update(vectoriser=vectoriser, model=model)
    right = model.predict(vectoriser.transform(names_check)) == y_check
    return {"rows": len(y), "tokens": len(vectoriser.vocabulary_), "accuracy": float(right.mean())}


def serve(names):
    return held["model"].predict_proba(held["vectoriser"].transform(names))[:, 1]
