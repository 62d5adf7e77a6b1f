def inputs(rows):
    columns = [np.asarray(rows[name], dtype=np.float32) for name in rows if name != config.TARGET]
    return torch.from_numpy(np.column_stack(columns))
