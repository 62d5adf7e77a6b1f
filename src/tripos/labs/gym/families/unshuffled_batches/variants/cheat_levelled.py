# from: faulty
def serve(rows):
    with torch.no_grad():
        raw = held["network"](measured(rows))
        return (raw - raw.mean(dim=0)).softmax(dim=1).numpy()
