def outcome(rows):
    return torch.from_numpy(np.asarray(rows[config.TARGET], dtype=np.float32))
