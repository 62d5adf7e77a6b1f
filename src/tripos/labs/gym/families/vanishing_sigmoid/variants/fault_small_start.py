def layer(inputs, outputs):
    return nn.Sequential(nn.Linear(inputs, outputs), nn.Tanh())


def start(network):
    for one in network.modules():
        if isinstance(one, nn.Linear):
            nn.init.normal_(one.weight, std=0.02)
            nn.init.zeros_(one.bias)
