from sklearn.model_selection import train_test_split


def folds_of(rows):
    return [train_test_split(np.arange(len(rows)), test_size=0.3, random_state=config.SEED)]
