class Assay(nn.Module):
    def __init__(self, columns):
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(columns, config.HIDDEN), nn.Tanh(), nn.Linear(config.HIDDEN, config.HIDDEN), nn.Tanh()
        )
        self.head = nn.Linear(config.HIDDEN, 3)

    def forward(self, X):
        return torch.sigmoid(self.head(self.body(X)))
