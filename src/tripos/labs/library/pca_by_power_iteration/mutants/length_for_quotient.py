# says: with its sign


def power(A, start, steps):
    A = np.asarray(A, dtype=float)
    v = np.asarray(start, dtype=float)
    v = v / np.linalg.norm(v)
    values = []
    for _ in range(steps):
        moved = A @ v
        length = np.linalg.norm(moved)
        if length > 0:
            v = moved / length
        values.append(length)
    return {"values": np.array(values), "vector": turned(v[:, None])[:, 0]}
