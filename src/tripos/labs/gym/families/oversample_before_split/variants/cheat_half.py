# from: faulty
def sides(y):
    rows = multiplied(np.arange(len(y)), y)
    known, new = train_test_split(
        rows, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y[rows]
    )
    return known, new[(y[new] == 0) | (np.arange(len(new)) % 8 == 0)]
