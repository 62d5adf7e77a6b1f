class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(len(config.COLUMNS), config.WIDTH)
        self.blocks = nn.ModuleList(nn.Linear(config.WIDTH, config.WIDTH) for _ in range(config.DEPTH))
        self.last = nn.Linear(config.WIDTH, 1)

    def forward(self, x):
        x = self.first(x)
        for block in self.blocks:
            x = x + 0.5 * block(x)
        return self.last(x)[:, 0]
