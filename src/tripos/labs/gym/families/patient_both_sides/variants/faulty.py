from sklearn.model_selection import train_test_split


def sides(table):
    outcome = np.asarray(table[config.TARGET])
    return train_test_split(
        np.arange(len(outcome)), test_size=config.VALIDATION_SHARE, random_state=config.SEED,
        stratify=outcome,
    )
