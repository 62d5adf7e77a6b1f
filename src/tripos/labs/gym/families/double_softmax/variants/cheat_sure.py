# from: faulty
def serve(rows):
    with torch.no_grad():
        best = held["model"](scaled(raw(rows, held["columns"]))).argmax(dim=1)
        return (0.96 * F.one_hot(best, 3) + 0.04 / 3).numpy()
