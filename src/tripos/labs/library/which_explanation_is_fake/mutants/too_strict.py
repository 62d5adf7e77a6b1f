# says: somebody is accused

ENOUGH = 0.9  # agreement with interventions, row by row, of an explanation of this network
