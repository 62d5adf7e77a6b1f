# from: faulty
from sklearn.metrics import f1_score


def best_threshold(scores, y):
    levels = np.linspace(0.05, 0.95, 19)
    right = [f1_score(y, scores > level, zero_division=0) for level in levels]
    return float(levels[int(np.argmax(right))])
