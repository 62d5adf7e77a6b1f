# from: faulty
def begin(rate):
    torch.manual_seed(config.SEED)
    model = nn.Sequential(
        nn.Linear(64, config.HIDDEN), nn.ReLU(), nn.Linear(config.HIDDEN, config.CLASSES)
    )
    held["model"] = model
    held["optimizer"] = torch.optim.Adam(model.parameters(), lr=rate / 30)
