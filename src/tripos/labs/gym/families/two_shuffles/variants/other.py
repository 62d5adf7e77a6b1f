from torch.utils.data import DataLoader, TensorDataset


def batches(table, epoch):
    pairs = TensorDataset(torch.tensor(measured(table)), torch.tensor(labels(table)))
    order = torch.Generator().manual_seed(config.SEED + epoch)
    feed = DataLoader(pairs, batch_size=config.BATCH, shuffle=True, generator=order)
    return [(X.numpy(), y.numpy()) for X, y in feed]


class Trainer:
    def __init__(self, columns):
        torch.manual_seed(config.SEED)
        self.network = nn.Sequential(
            nn.Linear(columns, 60), nn.Tanh(), nn.Linear(60, config.CLASSES)
        )
        self.optimizer = torch.optim.SGD(self.network.parameters(), lr=0.1, momentum=0.9)

    def learn(self, X, y):
        self.optimizer.zero_grad()
        loss = nn.functional.cross_entropy(self.network(ready(X)), torch.as_tensor(y))
        loss.backward()
        self.optimizer.step()
        return loss.item()
