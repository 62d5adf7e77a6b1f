def sides(y):
    rows = multiplied(np.arange(len(y)), y)
    return train_test_split(
        rows, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y[rows]
    )
