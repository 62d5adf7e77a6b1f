def answered(found):
    return (found - found.mean()) * held["unit"] + held["mean"]
