class Triage(nn.Module):
    def __init__(self, columns):
        super().__init__()
        self.enter = nn.BatchNorm1d(columns)
        self.first = nn.Sequential(
            nn.Linear(columns, config.HIDDEN), nn.BatchNorm1d(config.HIDDEN), nn.ReLU()
        )
        self.last = nn.Linear(config.HIDDEN, 1)

    def forward(self, X):
        some = nn.functional.dropout(self.first(self.enter(X)), config.DROP)
        return self.last(some)[:, 0]
