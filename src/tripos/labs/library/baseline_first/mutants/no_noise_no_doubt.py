# says: worth_it: 'yes'


def worth_it(gain, error, worth, price):
    if worth * (gain) > price:
        return "yes"
    if worth * (gain) < price:
        return "no"
    return "unclear"
