def outcome(rows):
    return torch.from_numpy(np.asarray(rows[config.TARGET], dtype=np.float32))


def squared(predicted, wanted):
    return nn.functional.mse_loss(predicted.squeeze(1), wanted)
