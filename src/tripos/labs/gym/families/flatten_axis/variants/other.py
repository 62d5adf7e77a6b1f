class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.recurrent = nn.LSTM(config.SENSORS, config.STATE, batch_first=True)
        self.last = nn.Linear(config.STATE, config.CLASSES)

    def forward(self, x):
        states, _ = self.recurrent(x.transpose(0, 1))
        return self.last(states[:, -1])
