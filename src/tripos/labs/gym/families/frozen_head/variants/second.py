def drawings(rows):
    columns = [np.asarray(rows[f"{config.PREFIX}{at}"], dtype=np.float32) for at in range(64)]
    X = torch.from_numpy(np.column_stack(columns))
    return (X - X.mean()) / X.std()
