# says: your policy avoids

_LIKELY, _SURE, _BROKEN = 1.5, 0.0, 2.6  # standard errors for going on, going back, one client
