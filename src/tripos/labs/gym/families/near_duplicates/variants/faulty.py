from sklearn.model_selection import train_test_split


def sides(X, y):
    return train_test_split(
        np.arange(len(y)), test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
