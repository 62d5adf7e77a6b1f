# says: collision


def collision(angle, bits, tables):
    return float(1 - (1 - ((1 + np.cos(angle)) / 2) ** bits) ** tables)
