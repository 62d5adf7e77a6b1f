from scipy.stats import qmc


def propose(history, count):
    low, high = ends()
    finder = qmc.Halton(2, seed=config.SEED)
    finder.fast_forward(len(history))
    return [
        {config.PENALTY: float(10 ** (low + a * (high - low))), config.SHARPNESS: float(10 ** (low + b * (high - low)))}
        for a, b in finder.random(count)
    ]
