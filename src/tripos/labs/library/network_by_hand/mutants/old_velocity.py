# says: moves by the new velocity


def momentum_step(value, velocity, gradient, rate, momentum):
    new = momentum * velocity - rate * gradient
    return {"value": value + velocity, "velocity": new}
