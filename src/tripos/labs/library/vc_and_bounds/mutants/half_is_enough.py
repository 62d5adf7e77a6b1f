# says: shattered


def shattered(points, family):
    return len(labellings(points, family)) >= 2 ** len(points) // 2
