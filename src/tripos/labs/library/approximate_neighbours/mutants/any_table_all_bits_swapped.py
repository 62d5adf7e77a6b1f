# says: collision


def collision(angle, bits, tables):
    return float((1 - (angle / np.pi) ** bits) ** tables)
