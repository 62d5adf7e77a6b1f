"""The model of docs/decide-model.md once more, draw by draw and month by month, slow and plain.

It shares no line with the vectorised simulation, only the drawn inputs and the paths themselves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from tripos.catalog import Depth

GRASP = {Depth.INTRODUCES: 0.45, Depth.COVERS: 0.85, Depth.MASTERS: 1.0}
NEVER = math.inf


@dataclass
class Life:
    """What becomes of one draw on one path."""

    cost: float = 0.0
    aid: float = 0.0
    begun: float = NEVER
    finish: float = NEVER
    hours: float = 0.0
    full_time: int = 0
    progress: list = field(default_factory=list)


class Reference:
    """Follows single draws; `x` reads a named input of the draw, `luck` a uniform number."""

    def __init__(self, world, belief):
        self.world, self.belief = world, belief

    def x(self, name, i):
        return float(self.world.draws[name][i])

    def luck(self, name, i):
        return self.x(f"luck.{name}", i)

    def live(self, path, i):
        world, learner = self.world, self.world.learner
        life = Life()
        aid, free = learner.aid, world.aid_free
        yearly = min(aid, free) + max(0.0, aid - free) * (1 - self.x("aid-tax", i))
        purse = {}
        ready = float(learner.start)
        history = [0.0] * world.months
        for number, part in enumerate(path.parts):
            start = self.start(part.entry, ready, i)
            life.begun = min(life.begun, start)
            ready = self.study(part, number, start, i, life, purse, yearly, history)
        life.finish = ready if path.parts else 0.0
        life.progress = history
        return life

    def intake(self, months, earliest):
        now = self.world.learner.today.month - 1
        month = math.ceil(earliest) if math.isfinite(earliest) else self.world.months + 1
        while month <= self.world.months:
            if (now + month) % 12 + 1 in months:
                return float(month)
            month += 1
        return NEVER

    def start(self, entry, ready, i):
        if entry is None or not math.isfinite(ready):
            return ready
        lead = round(self.x(entry.lead, i)) if entry.lead else 0
        first = self.intake(entry.months, ready + lead)
        if entry.admit is None:
            return first
        chance = self.x(entry.admit, i)
        if self.luck("admission-1", i) < chance:
            return first
        if entry.tries > 1 and math.isfinite(first) and self.luck("admission-2", i) < chance:
            return self.intake(entry.months, first + 1)
        return NEVER

    def lasts(self, u, leaving, i):
        alpha = -math.log(self.x(leaving.finish, i)) / math.log(1 + leaving.months / leaving.shape)
        exponent = min(50.0, -math.log(max(1 - u, 1e-12)) / alpha)
        return leaving.shape * (math.exp(exponent) - 1)

    def interruptions(self, part, number, i):
        which = min(number, 1) + 1
        u = self.luck(f"perseverance-{which}", i)
        if number and self.luck("same-person", i) < self.x("persistence-shared", i):
            u = self.luck("perseverance-1", i)
        lasts = self.lasts(u, part.leaving, i)
        if part.leaving.returns:
            if self.luck(f"return-{which}", i) >= self.x("return-course", i):
                return lasts, None
            away = round(self.x("return-months", i))
            more = self.lasts(self.luck(f"perseverance-again-{which}", i), part.leaving, i)
            return lasts + away + more, (lasts, lasts + away)
        if not part.pauses:
            return lasts, None
        rate = -math.log(1 - self.x("stop-out-year", i)) / 12
        begins = math.floor(-math.log(1 - self.luck(f"pause-{which}", i)) / rate)
        length = round(self.x("stop-out-months", i))
        return (lasts + length if begins < lasts else lasts), (begins, begins + length)

    def study(self, part, number, start, i, life, purse, yearly, history):
        world, learner = self.world, self.world.learner
        if start >= world.months:
            for month in range(world.months):
                history[month] = max(history[month], history[month - 1] if month else 0.0)
            return NEVER
        total = self.x(part.hours, i) * part.scale
        weekly = self.x("full-time-hours" if part.full_time else learner.hours, i)
        pace = min(weekly * 365.25 / 12 / 7 / total, 1 / (part.fastest * part.scale or 1e-9))
        quits, pause = self.interruptions(part, number, i)
        quits = min(quits, part.limit)
        done = paid = 0.0
        finish = NEVER
        for month in range(int(start), world.months):
            elapsed = month - start
            studying = elapsed < quits and done < 1
            if pause and pause[0] <= elapsed < pause[1]:
                studying = False
            if part.gate and self.luck("gate", i) >= self.x(part.gate, i):
                studying = studying and done < part.gate_share
            if studying:
                rate = pace * (1.0 if part.full_time else learner.open_share[month])
                if part.seats:
                    digit = math.floor(self.luck("seats", i) * 2 ** (month // 4 + 1)) % 2
                    rate *= 1 - min(0.9, 2 * self.x(part.seats, i)) * digit
                step = min(rate, 1 - done)
                due = done + step
                if part.term > 1 and elapsed % part.term == 0:
                    due = min(1.0, done + pace * part.term)
                due = max(due, paid)
                growth = 1.0
                if part.escalates:
                    years = part.price_age + month / 12
                    growth = (1 + self.x("tuition-escalation", i)) ** years
                bill = self.x(part.price, i) * part.scale * growth * (due - paid) + part.monthly
                year = (learner.today.month - 1 + month) // 12
                helped = 0.0 if part.full_time else min(bill, purse.setdefault(year, yearly))
                purse.setdefault(year, yearly)
                purse[year] -= helped
                life.aid += helped
                life.cost += bill - helped
                paid = due
                done += step
                if done > 1 - 1e-9:
                    done = 1.0
                    finish = month + 1.0
                life.full_time += part.full_time
            history[month] = number + done
        life.hours += done * total
        return finish

    def grasp(self, path, groups, progress, credit):
        """Mean grasp at a given progress, reckoned on the grid of a twentieth of each part.

        `credit` is one number, or a list with one for each part.
        """
        taught = {}
        for number, part in enumerate(path.parts):
            for share, key, depth in part.learns:
                at = number + min(20, math.ceil(share * 20 - 1e-9)) / 20
                if at <= progress + 1e-6:
                    worth = GRASP[depth] * (credit[number] if isinstance(credit, list) else credit)
                    taught[key] = max(taught.get(key, 0.0), worth)
        groups = [group for group in groups if group]
        if not groups:
            return 1.0
        means = [
            sum(max(self.belief[k].p, taught.get(k, 0.0)) for k in group) / len(group)
            for group in groups
        ]
        return sum(means) / len(means)
