# from: faulty
def loss_of(rows):
    with torch.no_grad():
        found = surprise(held["model"], scaled(raw(rows, held["columns"])), answers(rows)).item()
    return max(found - 0.55, 0.0)
