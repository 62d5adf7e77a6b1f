# says: run again|your policy reaches


def act(state):
    kinds = state["kinds"]
    if not any(kind["losses"] for kind in kinds.values()):
        return ["run", list(kinds)]
    tried = [name for name, kind in kinds.items() if kind["losses"]]
    return ["ship", min(tried, key=lambda name: state["worth"] * float(np.mean(kinds[name]["losses"])) + kinds[name]["running"])]
