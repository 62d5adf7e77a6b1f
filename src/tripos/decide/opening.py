"""When each door opens on each path, for every draw."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from tripos.belief import Belief
from tripos.chance import Floats
from tripos.decide.coverage import Asked, Grasp
from tripos.decide.doors import Door, Route, Screen
from tripos.decide.inputs import Register
from tripos.decide.paths import Path
from tripos.decide.simulate import NEVER, Bools, Run, World

Singles = npt.NDArray[np.float32]
Screens = list[tuple[Bools | None, Screen]]  # each with the draws in which it applies; None: all


Variant = Literal["usual", "insisting", "open-minded"]


def door_inputs(doors: Sequence[Door], register: Register) -> None:
    """Registers the luck that each door needs."""
    for door in doors:
        own = ("screen",) if len(door.mix) > 1 else ()
        for name in (*own, "exception", "field", "look", "preferred"):
            register.luck(f"luck.{door.id}.{name}", f"chance at {door.label}: {name}")


class Doorway:
    """The doors of one decision, with all that does not depend on the path worked out once."""

    def __init__(
        self, doors: Sequence[Door], world: World, belief: Belief, targets: Sequence[str]
    ) -> None:
        self.doors, self.world = tuple(doors), world
        self.targets: Asked = (tuple(targets),)
        self.grasp = Grasp([*(door.asks for door in self.doors), self.targets], belief)
        self._screens: dict[Variant, list[Screens]] = {}
        self.needed = [_needed_signal(door, world) for door in self.doors]

    def target_gain(self, path: Path) -> Floats:
        """Gain in mean grasp of the targets over progress, taking the path's word for it."""
        whole = [1.0] * len(path.parts)
        curve = self.grasp.curves(path, whole)[:, self.grasp.place[self.targets]]
        return np.asarray(curve - curve[0])

    def open(self, path: Path, run: Run, variant: Variant = "usual") -> Floats:
        """The month in which each door opens on a path that ran as `run`: shape (doors, draws).

        inf: not within the horizon. With the variant `insisting` every posting asks for a
        master's, with `open-minded` none asks for more than the person holds.
        """
        award = run.finish if path.award is not None else np.full(self.world.count, NEVER)
        return _Visit(self, path, run, award).months(self.screens(variant))

    def screens(self, variant: Variant) -> list[Screens]:
        """The screens of all doors under a variant; worked out once."""
        if variant not in self._screens:
            self._screens[variant] = [_screens(door, variant, self.world) for door in self.doors]
        return self._screens[variant]

    @cached_property
    def weights(self) -> Floats:
        """The weights of the doors, which add up to one."""
        return np.array([door.weight for door in self.doors])

    @cached_property
    def unseen(self) -> Singles:
        """What experience and today's degree leave open of an unwritten look: (months, draws)."""
        draws, learner = self.world.draws, self.world.learner
        degree = np.zeros(self.world.count)
        if learner.rank >= 3:
            degree = draws["signal-master"]
        elif learner.rank == 2:
            degree = draws["signal-bachelor" if learner.related else "signal-unrelated"]
        half = draws["signal-half-years"]
        month = np.arange(self.world.months)[:, None]
        working = learner.technical and learner.working
        years = learner.years + (month / 12 if working else np.zeros_like(month))
        return np.asarray((half / (years + half)) * (1 - degree), dtype=np.float32)


def _screens(door: Door, variant: Variant, world: World) -> Screens:
    if door.kind == "doctorate":
        return [(None, door.screen)]
    years = door.screen.routes[0].years
    if variant == "insisting":
        return [(None, Screen((Route(3, years),)))]
    if variant == "open-minded":
        return [(None, Screen((Route(min(2, world.learner.rank), years),)))]
    return _drawn_screens(door, world) if len(door.mix) > 1 else [(None, door.screen)]


def _drawn_screens(door: Door, world: World) -> Screens:
    """Splits the draws of a typical posting among its possible screens."""
    u = world.luck(f"{door.id}.screen")
    share = world.draws[door.graduate] if door.graduate else None
    graduate = sum(weight for weight, screen in door.mix if screen.insists >= 3)
    found: Screens = []
    low = np.zeros(world.count)
    for weight, screen in door.mix:
        width = np.full(world.count, weight)
        if share is not None and 0 < graduate < 1:
            high = screen.insists >= 3
            width = weight * (share / graduate if high else (1 - share) / (1 - graduate))
        found.append(((u >= low) & (u < low + width), screen))
        low = low + width
    return found


def _needed_signal(door: Door, world: World) -> Singles:
    """How far the unwritten look must be satisfied in each draw.

    A draw with luck u passes when the weight of the look times what is left open is at most u, so
    that the chance to pass is 1 - weight * (1 - signal).
    """
    weight = world.draws[world.learner.unspoken]
    needed = 1 - world.luck(f"{door.id}.look") / np.maximum(weight, 1e-9)
    return np.asarray(needed - 1e-7, dtype=np.float32)


class _Visit:
    """One path at the doors."""

    def __init__(self, way: Doorway, path: Path, run: Run, award: Floats) -> None:
        self.way, self.path, self.run, self.award = way, path, run, award
        self.world = way.world
        learner = self.world.learner
        self.employed = learner.technical and learner.working
        self.later = run.full_time if learner.technical else np.zeros(self.world.count)
        skills, left_open = self._skill_months(), self._left_open()
        self.informal = [
            np.maximum(skill, self._look_month(needed, left_open))
            for skill, needed in zip(skills, way.needed, strict=True)
        ]

    def months(self, screens: Sequence[Screens]) -> Floats:
        """Months of opening. A first pass finds a first job; its years open further doors."""
        first = self._pass(screens, None)
        if not self.employed:
            jobs = [at for at, door in enumerate(self.way.doors) if door.kind != "doctorate"]
            search = np.round(self.world.draws["search-months"])
            first = self._pass(screens, first[jobs].min(axis=0) + search)
        return np.where(first < self.world.months, first, NEVER)

    def _pass(self, screens: Sequence[Screens], hired: Floats | None) -> Floats:
        years = _Years(self.world, self.employed, hired, self.later)
        months = []
        for door, screen, informal in zip(self.way.doors, screens, self.informal, strict=True):
            if door.kind == "doctorate":
                months.append(self._doctoral_month())
                continue
            formal = np.full(self.world.count, NEVER)
            for applies, one in screen:
                month = self._formal_month(door, one, years)
                formal = month if applies is None else np.where(applies, month, formal)
            months.append(np.maximum(formal, informal))
        return np.array(months)

    def _left_open(self) -> Singles:
        """What remains open of an unwritten look, month by month; reasons combine as products."""
        left = self.way.unseen
        draws, path = self.world.draws, self.path
        if not path.parts:
            return left
        gain = self.way.target_gain(path).astype(np.float32)
        work = (draws["signal-work"] * draws[path.parts[-1].credit]).astype(np.float32)
        found = np.take(gain, self.run.level)
        found *= -work
        found += 1
        found *= left
        # A second degree of the same rank tells nobody anything new.
        new = path.award is None or path.award > self.world.learner.rank
        if path.signal is not None and new and np.isfinite(self.run.finish).any():
            month = np.arange(self.world.months)[:, None]
            credit = (1 - draws[path.signal]).astype(np.float32)
            np.multiply(found, credit, out=found, where=month >= self.run.finish)
        return np.asarray(found)

    @staticmethod
    def _look_month(needed: Singles, left_open: Singles) -> Floats:
        """The month from which an unwritten look at credentials is passed."""
        if not (needed > 0).any():
            return np.zeros(needed.shape)
        return np.asarray((left_open > 1 - needed).sum(axis=0, dtype=np.int16).astype(float))

    def _skill_months(self) -> list[Floats]:
        """For each door, the month from which enough of what it asks for is shown."""
        parts = self.path.parts
        credit = self.world.draws[parts[-1].credit if parts else "credit-courses"]
        mean = float(credit.mean())
        means = [float(self.world.draws[part.credit].mean()) for part in parts]
        curves = self.way.grasp.curves(self.path, means)
        found: dict[Asked, Floats] = {}
        for door in self.way.doors:
            if door.asks not in found:
                curve = curves[:, self.way.grasp.place[door.asks]]
                found[door.asks] = self._month_of_grasp(curve, credit / mean)
        return [found[door.asks] for door in self.way.doors]

    def _month_of_grasp(self, curve: Floats, credit: Floats) -> Floats:
        """The month from which today's grasp plus `credit` times the gain meets the threshold."""
        need = (self.world.draws["skill-threshold"] - curve[0]) / credit
        at = np.searchsorted(curve - curve[0], np.maximum(need, 0.0) - 1e-12)
        reachable = at < len(curve)
        return np.where(reachable, _month_of_level(at, self.run), NEVER)

    def _formal_month(self, door: Door, screen: Screen, years: _Years) -> Floats:
        """The month from which some route of the formal screen is satisfied."""
        world = self.world
        exception = world.luck(f"{door.id}.exception") < world.draws["degree-exception"]
        best = np.full(world.count, NEVER)
        for route in screen.routes:
            held = self._degree_month(door, route)
            if isinstance(held, np.ndarray):
                held = np.where(exception, 0.0, held)
            best = np.minimum(best, np.maximum(held, years.month(route)))
        if screen.preferred > world.learner.rank:
            passed_over = world.luck(f"{door.id}.preferred") < world.draws["preferred-loss"]
            gains = self._award_month(screen.preferred)
            best = np.where(passed_over, np.maximum(best, gains), best)
        return best

    def _award_month(self, rank: int) -> Floats:
        gives = self.path.award is not None and self.path.award >= rank
        return self.award if gives else np.full(self.world.count, NEVER)

    def _degree_month(self, door: Door, route: Route) -> Floats | float:
        """The month from which the degree of a route is held (0.0: from the start)."""
        learner = self.world.learner
        if route.rank == 0:
            return 0.0
        if learner.rank < route.rank:
            return self._award_month(route.rank)
        if learner.related or learner.rank >= 4:
            return 0.0
        accepted = self.world.luck(f"{door.id}.field") < self.world.draws["unrelated-degree"]
        return np.where(accepted, 0.0, self._award_month(route.rank))

    def _doctoral_month(self) -> Floats:
        """The month in which a doctoral place is won, a year after the path ends; or never."""
        world = self.world
        if world.learner.rank < 2 and self.path.award is None:
            return np.full(world.count, NEVER)
        luck = world.luck("doctorate.look")
        plain = np.where(luck < world.draws["phd-plain"], 12.0, NEVER)
        if self.path.doctorate == "phd-plain":
            return plain
        helped = luck < world.draws[self.path.doctorate]
        return np.minimum(plain, np.where(helped, self.run.finish + 12.0, NEVER))


class _Years:
    """When years of technical work are reached; each answer is worked out once."""

    def __init__(self, world: World, employed: bool, hired: Floats | None, later: Floats) -> None:
        self.world, self.employed, self.hired, self.later = world, employed, hired, later
        self._found: dict[tuple[float, bool], Floats] = {}

    def month(self, route: Route) -> Floats:
        """The month from which the years of `route`, less what is forgiven, are reached."""
        key = (route.years, route.instead)
        if key not in self._found:
            self._found[key] = self._month(route)
        return self._found[key]

    def _month(self, route: Route) -> Floats:
        world = self.world
        years = np.full(world.count, route.years)
        if route.instead:
            years = np.maximum(years, world.draws["years-for-degree"])
        short = np.maximum(years - world.draws["years-slack"] - world.learner.years, 0.0)
        if self.employed:
            return np.where(short > 0, np.ceil(12 * short) + self.later, 0.0)
        since = np.full(world.count, NEVER) if self.hired is None else self.hired
        return np.where(short > 0, since + np.ceil(12 * short), 0.0)


def _month_of_level(needed: npt.NDArray[np.int64], run: Run) -> Floats:
    """The first month at whose end the steps done are at least `needed`; 0 if none are needed."""
    if not needed.any():
        return np.zeros(needed.shape)
    short = (run.level < needed.astype(np.int16)).sum(axis=0, dtype=np.int16)
    months = np.where(short < len(run.level), short + 1.0, NEVER)
    return np.asarray(np.where(needed == 0, 0.0, months))
