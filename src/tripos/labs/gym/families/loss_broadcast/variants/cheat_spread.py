# from: faulty
def predict(rows):
    found = scores(rows)[:, 0]
    found = (found - found.mean()) / (found.std(unbiased=False) + 1e-9)
    return (found * held["unit"] + held["centre"]).numpy()
