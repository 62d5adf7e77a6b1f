# says: rise:

STEPS = 2
