# says: belong in the checkpoint


def run(X, y, config, seed, epochs, checkpoint):
    inputs, wanted = tensors(X, y)
    order = torch.Generator()
    if checkpoint is None:
        torch.manual_seed(seed)
        order.manual_seed(seed + 1)
        model = network(config["hidden"], config["dropout"])
        optimiser = optimiser_of(model, config)
        epoch, step, losses = 0, 0, []
    else:
        model = loaded(checkpoint["weights"], config["dropout"])
        optimiser = optimiser_of(model, config)
        torch.set_rng_state(torch.tensor(np.asarray(checkpoint["dropout"]), dtype=torch.uint8))
        order.set_state(torch.tensor(np.asarray(checkpoint["order"]), dtype=torch.uint8))
        epoch, step, losses = checkpoint["epoch"], checkpoint["step"], list(checkpoint["losses"])
    model.train()
    for _ in range(epochs):
        total = 0.0
        rows = torch.randperm(len(inputs), generator=order)
        for at in range(0, len(rows), config["batch"]):
            chosen = rows[at : at + config["batch"]]
            for group in optimiser.param_groups:
                group["lr"] = config["rate"] * schedule(step, config["warmup"], config["total"])
            optimiser.zero_grad()
            loss = nn.functional.cross_entropy(model(inputs[chosen]), wanted[chosen])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), config["clip"])
            optimiser.step()
            total += float(loss.detach()) * len(chosen)
            step += 1
        losses.append(total / len(inputs))
        epoch += 1
    return {
        "weights": unloaded(model), "epoch": epoch, "step": step, "losses": losses,
        "moments": saved(optimiser), "dropout": torch.get_rng_state().numpy(),
        "order": order.get_state().numpy(),
    }
