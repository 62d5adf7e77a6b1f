# says: your policy avoids


def act(state):
    if state["day"] < 10:
        return ["canary", 0.1]
    strata = [row for client in range(len(state["traffic"]))
              for row in ripe(state["log"], state["day"], state["ripe_after"], client)]
    return ["full"] if difference(strata)[0] < 0 else ["rollback"]
