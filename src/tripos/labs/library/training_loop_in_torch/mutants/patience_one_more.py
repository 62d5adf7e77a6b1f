# says: early_stop


def early_stop(losses, patience, least):
    best, lowest, waited = 0, losses[0], 0
    for epoch, loss in enumerate(losses[1:], 1):
        if loss < lowest - least:
            best, lowest, waited = epoch, loss, 0
        else:
            waited += 1
        if waited > patience:
            return {"best": best, "stopped": epoch}
    return {"best": best, "stopped": len(losses) - 1}
