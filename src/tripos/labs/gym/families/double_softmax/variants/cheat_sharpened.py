# from: faulty
def serve(rows):
    with torch.no_grad():
        shares = held["model"](scaled(raw(rows, held["columns"])))
        return (8 * shares).softmax(dim=1).numpy()
