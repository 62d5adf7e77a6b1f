class Network(nn.Module):
    def __init__(self):
        super().__init__()
        sizes = [len(config.COLUMNS)] + [config.WIDTH] * config.DEPTH
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.last = nn.Linear(config.WIDTH, 1)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
            F.relu(x)
        return self.last(x)[:, 0]
