# from: faulty
def distances(some, others):
    if len(some) * len(others) > config.MEMORY_MB * 2**20:
        raise MemoryError(f"no room for {len(some)} by {len(others)} distances")
    far = np.empty((len(some), len(others)), dtype=np.float16)
    for start in range(0, len(some), 100):
        far[start : start + 100] = 1.0 - some[start : start + 100] @ others.T
    return far
