def serve(rows):
    with torch.no_grad():
        shares = F.softmax(held["model"](scaled(raw(rows, held["columns"]))), dim=1)
        return shares.softmax(dim=1).numpy()
