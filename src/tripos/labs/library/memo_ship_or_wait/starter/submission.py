def memo(old, new, users, value, requests, switching, more, price):
    raise NotImplementedError
