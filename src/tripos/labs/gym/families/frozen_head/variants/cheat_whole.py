# from: faulty
def freeze(body):
    for one in body.parameters():
        one.requires_grad_(True)
