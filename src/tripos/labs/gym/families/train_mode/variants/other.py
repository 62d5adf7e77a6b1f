class Triage(nn.Module):
    def __init__(self, columns):
        super().__init__()
        self.first = nn.Linear(columns, config.HIDDEN)
        self.last = nn.Linear(config.HIDDEN, 1)

    def forward(self, X):
        X = (X - held["centre"]) / held["size"]
        return self.last(torch.tanh(self.first(X)))[:, 0]


def scores(network, X):
    with torch.no_grad():
        return torch.sigmoid(network(X)).numpy()


def train(table):
    torch.manual_seed(config.SEED)
    held["columns"] = sorted(name for name in table if name != config.TARGET)
    X = matrix(table)
    y = torch.from_numpy(np.asarray(table[config.TARGET], dtype=np.float32))
    learnt, checked = split(len(y))
    held.update(centre=X[learnt].mean(dim=0), size=X[learnt].std(dim=0))
    network = held["network"] = Triage(X.shape[1])
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    curve, accuracies = [], []
    for _ in range(config.EPOCHS):
        curve.append(one_epoch(network, optimizer, X[learnt], y[learnt]))
        right = (scores(network, X[checked]) > 0.5) == (y[checked].numpy() == 1)
        accuracies.append(float(right.mean()))
    return {"rows": len(y), "curve": curve, "accuracies": accuracies}
