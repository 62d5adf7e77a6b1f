# says: your policy removes
import numpy as np

STEPS = ("human", "train", "train_dev", "dev", "test", "live")
GAPS = ("bias", "variance", "mismatch", "overfitted_dev", "metric")


def make_splits(source, target, sizes, seed):
    rng = np.random.default_rng(seed)
    order = [int(one) for one in rng.permutation(target)]
    dev, test = sizes["dev"], sizes["test"]
    rest = [["target", one] for one in order[dev + test :]]
    rest += [["source", one] for one in range(source)]
    rest = [rest[at] for at in rng.permutation(len(rest))]
    return {
        "train": rest[sizes["train_dev"] :], "train_dev": rest[: sizes["train_dev"]],
        "dev": [["target", one] for one in order[:dev]],
        "test": [["target", one] for one in order[dev : dev + test]],
    }


def gaps(errors):
    return {
        name: errors[after] - errors[before]
        for name, before, after in zip(GAPS, STEPS, STEPS[1:])
    }


def clear(errors, rows):
    variance = {step: errors[step] * (1 - errors[step]) / rows[step] for step in STEPS[1:]}
    variance["human"] = 0.0
    found = []
    for (name, gap), before, after in zip(gaps(errors).items(), STEPS, STEPS[1:]):
        if gap > 1.96 * np.sqrt(variance[before] + variance[after]):
            found.append((-gap, name))
    return [name for _, name in sorted(found)]


def act(state):
    return next(iter(state["knobs"]))


def unused(state):
    now = {name: max(0.0, gap) for name, gap in gaps(state["errors"]).items()}
    best, chosen = 1e-4, "stop"
    for name, knob in state["knobs"].items():
        if knob["weeks"] > state["weeks"]:
            continue
        gain = sum((1 - factor) * now[gap] for gap, factor in knob["effect"].items())
        if gain / knob["weeks"] > best:
            best, chosen = gain / knob["weeks"], name
    return chosen
