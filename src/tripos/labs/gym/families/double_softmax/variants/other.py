class Assay(nn.Module):
    def __init__(self, columns):
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(columns, config.HIDDEN), nn.Tanh(), nn.Linear(config.HIDDEN, config.HIDDEN), nn.Tanh()
        )
        self.head = nn.Sequential(nn.Linear(config.HIDDEN, 3), nn.Softmax(dim=1))

    def forward(self, X):
        return self.head(self.body(X))


def surprise(model, X, y):
    shares = model(X)
    return -torch.log(shares[torch.arange(len(y)), y] + 1e-9).mean()


def serve(rows):
    with torch.no_grad():
        return held["model"](scaled(raw(rows, held["columns"]))).numpy()
