# says: worth_it: 'yes'


def worth_it(gain, error, worth, price):
    if worth * (gain - 1.645 * error) > 0:
        return "yes"
    if worth * (gain + 1.645 * error) < 0:
        return "no"
    return "unclear"
