# says: training_set .*could be known
import bisect
import datetime
import math
import statistics

MMOL = 18.0182
HOUR, DAY = 3600.0, 86400.0


def parsed(text):
    when = datetime.datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError(f"{text} does not say in which zone it is")
    return when


def instant(text):
    return parsed(text).timestamp()


class Patient:
    """The readings of one patient as known so far, by time, each id once."""

    def __init__(self):
        self.order = []  # (time, id)
        self.held = {}  # id: (time, mg, offset)

    def learn(self, event):
        key = event["id"]
        if key in self.held:
            del self.order[bisect.bisect_left(self.order, (self.held.pop(key)[0], key))]
        if event["value"] is None:
            return
        when = parsed(event["time"])
        mg = event["value"] * (MMOL if event["unit"] == "mmol/L" else 1.0)
        self.held[key] = (when.timestamp(), mg, when.utcoffset().total_seconds())
        bisect.insort(self.order, (when.timestamp(), key))

    def window(self, at, seconds):
        """Values later than `at` - seconds, and not later than `at`."""
        begin = bisect.bisect_right(self.order, (at - seconds, math.inf))
        end = bisect.bisect_right(self.order, (at, math.inf))
        return [self.held[key][1] for _, key in self.order[begin:end]]

    def features(self, at):
        end = bisect.bisect_right(self.order, (at, math.inf))
        last, age, offset = 110.0, DAY, 0.0
        if end:
            time, last, offset = self.held[self.order[end - 1][1]]
            age = min(at - time, DAY)
        hour, three, day = (self.window(at, one) for one in (HOUR, 3 * HOUR, DAY))
        return [
            last,
            age / 60,
            sum(hour) / len(hour) if hour else last,
            max(three) - min(three) if three else 0.0,
            float(len(day)),
            sum(value < 70 for value in day) / len(day) if day else 0.0,
            (at + offset) % DAY // HOUR,
        ]


def replay(log):
    patients, answers = {}, []
    for item in log:
        patient = patients.setdefault(item["who"], Patient())
        if item["kind"] == "event":
            patient.learn(item)
        else:
            answers.append(patient.features(instant(item["at"])))
    return answers


def asked(events, questions):
    """Answers to (who, at), by replaying what had arrived by then: one code path for all."""
    log = [(instant(event["arrived"]), 0, i, {**event, "kind": "event"}) for i, event in enumerate(events)]
    log += [
        (instant(at), 1, i, {"kind": "ask", "who": who, "at": at}) for i, (who, at) in enumerate(questions)
    ]
    log.sort(key=lambda one: one[:3])
    answers = iter(replay([item for *_, item in log]))
    found = {i: next(answers) for _, kind, i, _ in log if kind == 1}
    return [found[i] for i in range(len(questions))]


def features(events, who, at):
    return asked(events, [(who, at)])[0]


def training_set(events, labels, now):
    rows = [i for i, label in enumerate(labels) if instant(label["known"]) <= instant(now)]
    late = sorted(events, key=lambda e: instant(e["arrived"]))
    final = {e["id"]: e for e in late}
    table = []
    for i in rows:
        seen = {e["id"] for e in events if instant(e["arrived"]) <= instant(labels[i]["at"])}
        table.append(asked([{**final[k], "arrived": labels[i]["at"]} for k in seen], [(labels[i]["who"], labels[i]["at"])])[0])
    X = table
    return {"X": X, "y": [labels[i]["label"] for i in rows], "rows": rows}


def close(a, b):
    return abs(a - b) <= 0.0005 + 1e-6 * abs(a)


def kind_of(pairs):
    if all((a is None) != (b is None) for a, b in pairs):
        return "missing"
    if any(a is None or b is None for a, b in pairs):
        return "other"
    if len(pairs) >= 3 and len({b for _, b in pairs}) == 1:
        return "constant"
    middle = statistics.median(b - a for a, b in pairs)
    if all(close(a + middle, b) for a, b in pairs):
        return "shift"
    if all(a != 0 for a, _ in pairs):
        factor = statistics.median(b / a for a, b in pairs)
        if factor and all(abs(b / a / factor - 1) <= 0.001 for a, b in pairs):
            return "scale"
    return "other"


def skew(offline, served, names):
    report = []
    for j, name in enumerate(names):
        pairs = [(a[j], b[j]) for a, b in zip(offline, served)]
        apart = [
            i for i, (a, b) in enumerate(pairs)
            if ((a is None) != (b is None)) or (a is not None and b is not None and not close(a, b))
        ]  # fmt: skip
        if apart:
            kind = kind_of([pairs[i] for i in apart])
            share = len(apart) / len(pairs)
            report.append({"feature": name, "share": share, "first": apart[0], "kind": kind})
    return report
