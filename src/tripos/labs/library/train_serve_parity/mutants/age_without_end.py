# says: at most 1,440


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
            age = at - time
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
