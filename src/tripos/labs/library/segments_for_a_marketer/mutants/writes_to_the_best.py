# says: another plan gains


def action_plan(size, base, treated, margin, cost, budget):
    cost = [int(one) for one in cost]
    gain = [t * m - c for b, t, m, c in zip(base, treated, margin, cost)]
    # best[spent] after each segment, and how many were contacted to get there
    best = np.zeros(int(budget) + 1)
    counts = []
    for n, g, c in zip(size, gain, cost):
        new, used = best.copy(), np.zeros(len(best), dtype=int)
        for contacts in range(1, int(n) + 1 if g > 0 else 1):
            if contacts * c >= len(best):
                break
            value = best[: len(best) - contacts * c] + contacts * g
            better = value > new[contacts * c :]
            new[contacts * c :][better] = value[better]
            used[contacts * c :][better] = contacts
        best = new
        counts.append(used)
    left, plan = int(np.argmax(best)), []
    for used, c in zip(counts[::-1], cost[::-1]):
        plan.append(int(used[left]))
        left -= used[left] * c
    return plan[::-1]
