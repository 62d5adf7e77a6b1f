import numpy as np

import config

held = {}


def described(values):
    known = [one for one in values if one is not None and one == one]
    words = {str(one) for one in known if isinstance(one, str)}
    numbers = [float(one) for one in known if not isinstance(one, str)]
    low, middle, high = np.quantile(numbers, [0.05, 0.5, 0.95]) if numbers else (np.inf, np.inf, -np.inf)
    return {
        "kinds": {"word" if isinstance(one, str) else "number" for one in known}, "words": words,
        "gaps": 1 - len(known) / max(1, len(values)) if len(values) else 1.0,
        "low": low, "middle": middle, "high": high,
    }


def widened(rules, day):
    return {
        "kinds": rules["kinds"] | day["kinds"], "words": rules["words"] | day["words"],
        "gaps": max(rules["gaps"], day["gaps"]), "low": min(rules["low"], day["low"]),
        "middle": min(rules["middle"], day["middle"]), "high": max(rules["high"], day["high"]),
    }


def learn(table):
    days = np.asarray(table[config.DAY])
    held["rules"] = {}
    for name in table:
        if name != config.DAY:
            for day in sorted(set(days.tolist())):
                found = described([table[name][at] for at in np.flatnonzero(days == day)])
                held["rules"][name] = widened(held["rules"].get(name, found), found)
    return {"rows": len(days), "columns": len(held["rules"])}


def breaks(day, rules):
    if not (day["kinds"] <= rules["kinds"] and day["words"] <= rules["words"]):
        return True
    if day["gaps"] > rules["gaps"] + 0.1:
        return True
    if day["kinds"] != {"number"}:
        return False
    return bool(
        day["high"] > 4 * rules["high"] or day["middle"] < rules["middle"] / 4
        or day["low"] < rules["low"] - rules["high"] / 4
    )


def check(rows):
    found = []
    for name, rules in held["rules"].items():
        if breaks(described(list(rows.get(name, []))), rules):
            found.append(name)
    return found
