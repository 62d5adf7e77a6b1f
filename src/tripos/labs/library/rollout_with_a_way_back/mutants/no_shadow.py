# says: your policy avoids


def act(state):
    clients, log = range(len(state["traffic"])), state["log"]
    kept = crashing(state)
    if len(kept) >= len(clients) - 1:
        return ["rollback"]
    days = sum(seen["action"][0] == "canary" for seen in log)
    if days < len(_RAMP):
        return ["canary", _RAMP[days], kept]
    strata = [ripe(log, state["day"], state["ripe_after"], client) for client in clients]
    for client in clients:
        gap, error = difference(strata[client])
        if gap > _BROKEN * error and client not in kept:
            kept.append(client)
    if log and log[-1]["action"][0] == "full":
        return ["full", kept]
    gap, error = difference([row for client in clients if client not in kept
                             for row in strata[client]])
    if gap > _SURE * error or len(kept) == len(clients):
        return ["rollback"]
    if gap < -_LIKELY * error:
        return ["full", kept]
    if state["day"] == state["decide"] - 1:
        return ["full", kept] if gap < 0 else ["rollback"]
    return ["canary", 0.5, kept]
