def evaluate(table, batch_size):
    total = {}
    for number, (X, y) in enumerate(batches(table, batch_size), start=1):
        for name, value in measures(y, score(X)).items():
            before = total.get(name, 0.0)
            total[name] = before + (value - before) / number if value == value else before
    return total
