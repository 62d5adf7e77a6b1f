# says: whose stripe is


def answers(net, X, y, X_new, edits):
    X, y = np.asarray(X, float), np.asarray(y)
    _, _, ink = stripe(X, y, shortcut(net, X, y))
    changed = np.array(X_new, float)
    for row, edit in zip(changed, edits):
        row += ink if edit == "added" else -ink
        if edit == "moved":
            row += ink[::-1]
    told = outputs(net, changed).argmax(axis=1)
    tied = shortcut(net, X, y)["classes"]
    return np.where(np.array(edits) == "added", tied[0], told)
