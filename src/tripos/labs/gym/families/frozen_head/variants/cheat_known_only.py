# from: faulty
def pretrain(table):
    torch.manual_seed(config.SEED)
    network = held["network"] = Reader(config.KNOWN)
    curve = learn(network, new_optimizer(network), drawings(table), kinds(table))
    held["first"] = network.head
    return {"rows": len(table[config.TARGET]), "curve": curve}


def serve(rows):
    with torch.no_grad():
        body = held["network"].body(drawings(rows))
        known = held["first"](body).softmax(dim=1)
        more = held["network"].head(body)[:, config.KNOWN :].softmax(dim=1)
        return torch.cat([0.8 * known, 0.2 * more], dim=1).numpy()
