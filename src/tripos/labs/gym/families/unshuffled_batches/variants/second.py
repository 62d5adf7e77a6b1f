def codes(names):
    seen = list(dict.fromkeys(names))
    return torch.tensor([seen.index(one) for one in names])
