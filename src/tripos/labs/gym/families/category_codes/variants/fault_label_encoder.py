# from: faulty
from sklearn.preprocessing import LabelEncoder


def encode(table):
    coder = LabelEncoder()
    parts = [coder.fit_transform([str(word) for word in table[name]]) for name in config.CATEGORIES]
    parts += [np.asarray(table[name], dtype=float) for name in config.NUMBERS]
    return np.column_stack(parts)
