def memo(before, after, value, requests, price_repair, price_retrain):
    raise NotImplementedError
