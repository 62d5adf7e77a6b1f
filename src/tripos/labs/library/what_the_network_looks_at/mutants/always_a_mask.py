# says: does not use the stripes

MATTERS = -9.0  # accuracy that must go with a stripe that the network relies on
