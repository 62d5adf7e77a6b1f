# says: merged by weight, also with those before


def pool(means, weights):
    """Non-decreasing weighted least squares, by merging neighbours that are out of order."""
    values, sizes, counts = [], [], []
    for value, size in zip(means, weights):
        count = 1
        if values and values[-1] >= value:
            total = sizes[-1] + size
            value = (values[-1] * sizes[-1] + value * size) / total
            size, count = total, count + counts[-1]
            values.pop(), sizes.pop(), counts.pop()
        values.append(value), sizes.append(size), counts.append(count)
    return np.repeat(values, counts)
