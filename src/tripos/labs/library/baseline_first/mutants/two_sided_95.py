# says: worth_it: 'yes'


def worth_it(gain, error, worth, price):
    if worth * (gain - 1.96 * error) > price:
        return "yes"
    if worth * (gain + 1.96 * error) < price:
        return "no"
    return "unclear"
