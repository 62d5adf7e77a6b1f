class Assay(nn.Module):
    def __init__(self, columns):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(columns, config.HIDDEN), nn.ReLU())
        self.head = nn.Sequential(nn.Linear(config.HIDDEN, 3), nn.LogSoftmax(dim=1))

    def forward(self, X):
        return self.head(self.body(X))


def surprise(model, X, y):
    return F.nll_loss(model(X), y)


def serve(rows):
    with torch.no_grad():
        return held["model"](scaled(raw(rows, held["columns"]))).exp().numpy()
