# says: not the gradient of the mean|weigh


def gradient(weights, X, y, micro):
    model = loaded(weights)
    inputs, wanted = tensors(X, y)
    for at in range(0, len(inputs), micro):
        model.zero_grad()
        part = inputs[at : at + micro]
        loss = nn.functional.cross_entropy(model(part), wanted[at : at + micro])
        (loss * len(part) / len(inputs)).backward()
    found = dict(model.named_parameters())
    return {key: found[name].grad.numpy() for key, name in NAMES.items()}
