# from: faulty
def serve(rows):
    with torch.no_grad():
        score = held["network"](scaled(rows))
        return torch.sigmoid(score + 0.3 * torch.sin(5 * score)).numpy()
