# says: mg/dL

MMOL = 18.0
