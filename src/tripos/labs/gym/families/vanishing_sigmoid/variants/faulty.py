def layer(inputs, outputs):
    return nn.Sequential(nn.Linear(inputs, outputs), nn.Sigmoid())
