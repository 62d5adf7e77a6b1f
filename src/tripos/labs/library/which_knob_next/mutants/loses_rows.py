# says: exactly one list


def make_splits(source, target, sizes, seed):
    rng = np.random.default_rng(seed)
    order = [int(one) for one in rng.permutation(target)]
    dev, test = sizes["dev"], sizes["test"]
    rest = [["target", one] for one in order[dev + test :]]
    rest = [["source", one] for one in range(source)]
    rest = [rest[at] for at in rng.permutation(len(rest))]
    return {
        "train": rest[sizes["train_dev"] :], "train_dev": rest[: sizes["train_dev"]],
        "dev": [["target", one] for one in order[:dev]],
        "test": [["target", one] for one in order[dev : dev + test]],
    }
