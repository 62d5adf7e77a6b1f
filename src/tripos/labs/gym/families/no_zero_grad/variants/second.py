def serve(rows):
    with torch.no_grad():
        return held["model"](images(rows)).softmax(dim=0).numpy()
