# says: shortcut: the mask

IN_FRAME = INNER[0] & INNER[1]
