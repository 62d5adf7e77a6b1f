class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.recurrent = nn.GRU(config.SENSORS, config.STATE)
        self.last = nn.Linear(config.STATE, config.CLASSES)

    def forward(self, x):
        states, _ = self.recurrent(x)
        return self.last(states.reshape(x.shape[1], -1, config.STATE)[:, -1])
