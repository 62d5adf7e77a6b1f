class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(config.STEPS * config.SENSORS, 48), nn.ReLU(), nn.Linear(48, config.CLASSES)
        )

    def forward(self, x):
        return self.body(x.transpose(0, 1).flatten(start_dim=1))
