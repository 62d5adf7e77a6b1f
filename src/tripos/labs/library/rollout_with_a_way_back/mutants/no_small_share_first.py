# says: your policy avoids

_RAMP = (0.5, 0.5)
