# says: in any order


def worst_falls(grid, curves):
    grid, curves = np.asarray(grid, dtype=float), np.asarray(curves, dtype=float)
    order = np.arange(len(grid))
    grid, found = grid[order], []
    for curve in curves[:, order]:
        fall = np.maximum.accumulate(curve) - curve
        end = int(np.argmax(fall))
        start = int(np.argmax(curve[: end + 1]))
        found.append([fall[end], grid[start], grid[end]] if fall[end] > 0 else [0.0, grid[0], grid[0]])
    return np.array(found)
