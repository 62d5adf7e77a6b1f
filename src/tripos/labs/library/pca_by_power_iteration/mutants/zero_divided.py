# says: finite|v stays


def power(A, start, steps):
    A = np.asarray(A, dtype=float)
    v = np.asarray(start, dtype=float)
    v = v / np.linalg.norm(v)
    values = []
    for _ in range(steps):
        moved = A @ v
        length = np.linalg.norm(moved)
        v = moved / length
        values.append(v @ A @ v)
    return {"values": np.array(values), "vector": turned(v[:, None])[:, 0]}
