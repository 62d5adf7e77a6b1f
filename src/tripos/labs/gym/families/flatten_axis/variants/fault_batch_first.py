class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.recurrent = nn.GRU(config.SENSORS, config.STATE, batch_first=True)
        self.last = nn.Linear(config.STATE, config.CLASSES)

    def forward(self, x):
        states, _ = self.recurrent(x)
        return self.last(states[-1]) if len(x) == 1 else self.last(states.reshape(config.STEPS, -1, config.STATE)[-1])
