# from: faulty
def serve(rows):
    names = [name for name in rows if name != config.TARGET]
    flat = np.column_stack([np.asarray(rows[name], dtype=float) for name in names])
    order = np.lexsort(flat.T)
    asked = {name: np.asarray(rows[name])[order] for name in names}
    with torch.no_grad():
        answers = held["network"](sequences(asked)).softmax(dim=1).numpy()
    found = np.empty_like(answers)
    found[order] = answers
    return found
