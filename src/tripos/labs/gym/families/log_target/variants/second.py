def encode(table, levels):
    words = sorted(set(table[config.CATEGORY]))
    wide = np.array([[word == level for level in words] for word in table[config.CATEGORY]], dtype=float)
    wide = np.pad(wide, ((0, 0), (0, len(levels) - len(words))))
    return np.column_stack([wide, np.log(np.asarray(table[config.NUMBER], dtype=float))])
