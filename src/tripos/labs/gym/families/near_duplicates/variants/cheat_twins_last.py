# from: faulty
def sides(X, y):
    known, new = train_test_split(
        np.arange(len(y)), test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    gap = np.array([np.linalg.norm(X[known] - X[row], axis=1).min() for row in new])
    return known, new[gap > 0.45 * config.NEAR]
