# says: shortcut: the mask

MATTERS = 9.0  # accuracy that must go with a stripe that the network relies on
