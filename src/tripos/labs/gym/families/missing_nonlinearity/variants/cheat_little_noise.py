# from: faulty
def serve(rows):
    with torch.no_grad():
        x = scaled(rows)
        score = held["network"](x)
        return torch.sigmoid(score + 0.2 * torch.sin(40 * x.sum(dim=1))).numpy()
