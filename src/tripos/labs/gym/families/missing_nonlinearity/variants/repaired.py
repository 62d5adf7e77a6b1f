class Network(nn.Module):
    def __init__(self):
        super().__init__()
        sizes = [len(config.COLUMNS)] + [config.WIDTH] * config.DEPTH
        parts = []
        for a, b in zip(sizes, sizes[1:]):
            parts += [nn.Linear(a, b), nn.Tanh()]
        self.body = nn.Sequential(*parts, nn.Linear(config.WIDTH, 1))

    def forward(self, x):
        return self.body(x).squeeze(1)
