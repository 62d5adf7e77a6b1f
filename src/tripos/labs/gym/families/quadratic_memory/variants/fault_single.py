# from: faulty
def distances(some, others):
    if 4 * len(some) * len(others) > config.MEMORY_MB * 2**20:
        raise MemoryError(f"no room for {len(some)} by {len(others)} distances")
    return 1.0 - some.astype(np.float32) @ others.T.astype(np.float32)
