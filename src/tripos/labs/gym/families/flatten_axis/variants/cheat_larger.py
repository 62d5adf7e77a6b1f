# from: faulty
class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.recurrent = nn.GRU(config.SENSORS, 2 * config.STATE, num_layers=2)
        self.last = nn.Linear(2 * config.STATE, config.CLASSES)

    def forward(self, x):
        states, _ = self.recurrent(x)
        return self.last(states[-1])
