"""Turns a program of the catalogue into a part of a path, and into paths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import replace
from functools import cached_property

from tripos.atlas import Atlas
from tripos.catalog import Catalog, Depth, Fact, Program
from tripos.decide.coverage import program_learning
from tripos.decide.eligibility import Obstacles, obstacles
from tripos.decide.inputs import Input, Register
from tripos.decide.learner import Learner
from tripos.decide.paths import CourseOffer, Entry, Learned, Leaving, Part, Path
from tripos.decide.terms import Terms, read_terms

_ACCESS = {"none": 0.0, "forum": 0.3, "optional": 0.5, "cohort": 1.0, "core": 1.0}
_DOCTORATE = {"core": "phd-research", "optional": "phd-project"}
_CREDIT = {"master": "credit-graded", "certificate": "credit-certificate",
           "credential": "credit-certificate"}  # fmt: skip
_USUAL_INTAKES = (1, 8)
_LISTED = 0.8  # share of the needed courses from which a list counts as complete
_DAYS_PER_YEAR = 365.25


class Programs:
    """Builds paths from programs for one learner who wants to learn `wanted`."""

    def __init__(
        self,
        learner: Learner,
        register: Register,
        atlas: Atlas,
        wanted: Iterable[str],
        shown: Set[str],
    ) -> None:
        self.learner, self.register, self.atlas = learner, register, atlas
        self.catalog: Catalog = register.catalog
        self.wanted, self.shown = tuple(wanted), shown

    def paths(self, offers: Iterable[CourseOffer]) -> list[Path]:
        """Every program as a path, then the hybrids that lead into programs."""
        direct, hybrids = [], []
        for program in self.catalog.programs.values():
            terms = read_terms(program)
            found = obstacles(
                program, terms, self.learner, self.shown, self.atlas, self.catalog
            )  # fmt: skip
            path = self._direct(program, terms, found)
            direct.append(path)
            if found.lacks and not found.firm:
                hybrids.append(self._prepared(program, terms, found, path))
            hybrids += self._stacked(program, terms, path)
        hybrids += self._after_courses(direct, offers)
        return [*direct, *hybrids]

    def _direct(self, program: Program, terms: Terms, found: Obstacles) -> Path:
        why_not = list(found.firm)
        if found.lacks:
            names = ", ".join(self.atlas[key].name for key in found.lacks)
            why_not.append(f"prerequisites you cannot show yet: {names}")
        degree = terms.award == "master"
        # Performance-based admission, and credit that counts towards a degree, are steps that one
        # can stop after: neither a degree one is admitted to nor courses alone.
        hybrid = terms.admission == "performance" if degree else bool(terms.stacks_into)
        return Path(
            id=program.id,
            kind="hybrid" if hybrid else "degree" if degree else "certificate",
            title=f"{program.name}, {program.institution}",
            brief=short_name(program),
            parts=(self.part(program, terms),),
            award=3 if degree else None,
            signal="signal-master" if degree else "signal-certificate",
            doctorate=_DOCTORATE.get(terms.research or "", "phd-plain") if degree else "phd-plain",
            research=_ACCESS.get(terms.research or "none", 0.0) if degree else 0.0,
            network=_ACCESS.get(terms.network or "none", 0.0),
            program=program.id,
            why_not=tuple(why_not),
            lacks=found.lacks,
            notes=(*found.notes, *_credit_notes(terms, self.catalog)),
            unknown=_unknown(program, terms),
        )

    def part(self, program: Program, terms: Terms) -> Part:
        """The program as one stage of study. Registers its inputs."""
        size = "degree" if terms.award == "master" else "certificate"
        price = self._fact(program, "price", f"{size}-price" if size == "degree"
                           else "certificate-cost")  # fmt: skip
        months = self._span(program, "duration_months", f"{size}-months")
        scarce = program.facts.get("registration_scarcity")
        free = terms.admission == "open"
        return Part(
            name=program.name,
            hours=self._fact(program, "hours", f"{size}-hours"),
            price=price,
            leaving=self._leaving(terms),
            price_age=self._age(program.facts.get("terms.price")),
            escalates=True,
            term=4,
            fastest=months[0],
            limit=self._limit(months, f"{size}-months"),
            entry=self._entry(program, terms),
            gate=self.register.assume("gate-pass") if terms.admission == "performance" else None,
            gate_share=self.catalog.assumption("gate-share")[1],
            seats=self.register.assume(
                "seat-loss-scarce" if scarce and scarce.known else "seat-loss"
            ),
            pauses=not free,
            full_time=bool(terms.full_time_only),
            learns=self._learning(program, terms),
            credit=self.register.assume(_CREDIT[terms.award]),
        )

    def _learning(self, program: Program, terms: Terms) -> Learned:
        """What the program teaches, filled up with what such programs usually teach.

        The usual content stands in for the courses that the catalogue does not list, so that a
        program is not worth less because little is known of it.
        """
        known = program_learning(program, self.wanted, terms.courses)
        if _is_listed(program, terms):
            return known
        return (*known, *self._usual_learning[terms.award == "master"])

    @cached_property
    def _usual_learning(self) -> dict[bool, Learned]:
        """What at least half of the degrees, and of the certificates, teach."""
        found = {}
        for degree in (True, False):
            taught: Counter[str] = Counter()
            programs = 0
            for program in self.catalog.programs.values():
                terms = read_terms(program)
                learned = program_learning(program, self.wanted, terms.courses)
                if _is_listed(program, terms) and (terms.award == "master") == degree:
                    programs += 1
                    taught.update({key for _, key, depth in learned if depth >= Depth.COVERS})
            found[degree] = _evenly(
                sorted(key for key, times in taught.items() if 2 * times >= programs)
            )
        return found

    def _fact(self, program: Program, name: str, fallback: str) -> str:
        label = {"price": "Price of", "hours": "Study hours of"}[name]
        return self.register.fact(
            f"{program.id}.{name}", f"{label} {short_name(program)}",
            f"{program.id}.terms.{name}", program.facts.get(f"terms.{name}"), fallback,
        )  # fmt: skip

    def _span(self, program: Program, name: str, fallback: str) -> tuple[float, float, float]:
        fact = program.facts.get(f"terms.{name}")
        return (fact.span() if fact else None) or self.catalog.assumption(fallback)

    def _limit(self, months: tuple[float, float, float], fallback: str) -> float:
        """Most months of study; a duration without a limit beyond the typical one names none."""
        if months[2] > months[1]:
            return months[2]
        return max(months[2], self.catalog.assumption(fallback)[2])

    def _age(self, fact: Fact | None) -> float:
        date = fact.latest_date() if fact else None
        if date is None:
            return 0.0
        return max(0.0, (self.learner.today - date).days / _DAYS_PER_YEAR)

    def _leaving(self, terms: Terms) -> Leaving:
        value = {key: self.catalog.assumption(key)[1] for key in (
            "finish-online-months", "finish-campus-months", "finish-certificate-months",
            "finish-course-months", "leaving-shape-degree", "leaving-shape-course")}  # fmt: skip
        if terms.award == "credential":
            return Leaving(self.learner.finish_course, value["finish-course-months"],
                           value["leaving-shape-course"], returns=True)  # fmt: skip
        cohort = terms.network == "cohort" or terms.delivery == "campus"
        kind = ("certificate" if terms.award == "certificate" else
                "campus" if cohort else "online")  # fmt: skip
        name = "finish-certificate" if kind == "certificate" else f"finish-{kind}-degree"
        return Leaving(
            self.register.assume(name), value[f"finish-{kind}-months"],
            value["leaving-shape-degree"],
        )  # fmt: skip

    def _entry(self, program: Program, terms: Terms) -> Entry:
        months = terms.intake_months or _USUAL_INTAKES
        if terms.admission in ("open", "performance"):
            return Entry(months)
        lead = self.register.fact(
            f"{program.id}.deadline", f"Months from deadline to start, {short_name(program)}",
            f"{program.id}.terms.deadline_months", program.facts.get("terms.deadline_months"),
            "deadline-lead",
        )  # fmt: skip
        admit = self.register.fact(
            f"{program.id}.admission",
            f"Chance of admission, {short_name(program)}",
            f"{program.id}.terms.admission_rate", program.facts.get("terms.admission_rate"),
            "admission-unknown", most=1.0,
        )  # fmt: skip
        return Entry(
            months, lead, admit, tries=round(self.catalog.assumption("admission-tries")[1])
        )

    def _prepared(self, program: Program, terms: Terms, found: Obstacles, path: Path) -> Path:
        """First what the program asks to have been learned, then the program."""
        lacking = self.atlas.closure(found.lacks)
        hours = self.atlas.hours(found.lacks, self.shown)
        scale = self.catalog.assumption("prepare-scale")
        name = self.register.add(
            Input(f"prepare.{program.id}.hours", f"Hours to prepare for {short_name(program)}",
                  hours * scale[0], hours * scale[1], hours * scale[2], "h", "judgement",
                  ("prepare-scale.value",))
        )  # fmt: skip
        graded = terms.evidence in ("graded", None)
        cost = self.register.assume("prepare-graded-price" if graded else "prepare-open-price")
        learned = [key for key in lacking if key not in self.shown]
        part = Part(
            name="preparation",
            hours=name,
            price=cost,
            leaving=self._self_paced(),
            learns=_evenly(learned),
            credit=self.register.assume("credit-courses"),
        )
        return replace(
            path, id=f"prepare+{program.id}", kind="hybrid",
            title=f"Prerequisites first, then {path.title}",
            brief=f"prerequisites first, then {path.short}",
            parts=(part, *path.parts), why_not=(), lacks=found.lacks,
        )  # fmt: skip

    def _self_paced(self) -> Leaving:
        return Leaving(
            self.learner.finish_course, self.catalog.assumption("finish-course-months")[1],
            self.catalog.assumption("leaving-shape-course")[1], returns=True,
        )  # fmt: skip

    def _stacked(self, program: Program, terms: Terms, first: Path) -> list[Path]:
        """The certificate first, whose credit then counts in a degree."""
        found = []
        for link in terms.stacks_into:
            target = self.catalog.programs.get(link.program)
            if target is None or not link.share:
                continue
            other = read_terms(target)
            hurdle = obstacles(
                target, other, self.learner, self.shown, self.atlas, self.catalog
            )  # fmt: skip
            second = self._direct(target, other, Obstacles(hurdle.firm, (), hurdle.notes))
            rest = replace(second.parts[0], scale=1 - link.share)
            found.append(
                replace(
                    second,
                    id=f"{program.id}+{target.id}",
                    kind="hybrid",
                    title=f"{first.title}, then {second.title}",
                    brief=f"{first.short}, then {second.short}",
                    parts=(*first.parts, rest),
                    why_not=(*first.why_not, *second.why_not),
                )
            )
        return found

    def _after_courses(self, direct: list[Path], offers: Iterable[CourseOffer]) -> list[Path]:
        """The cheapest course plan first, then one of the three cheapest open degrees."""
        plans = [offer for offer in offers if not offer.why_not]
        if not plans:
            return []
        plan = min(plans, key=lambda offer: (offer.hours[1], offer.id))
        degrees = [path for path in direct if path.open and path.award is not None]
        degrees.sort(key=lambda path: (self._price(path), path.id))
        first = course_part(plan, self.learner, self.register)
        return [
            replace(path, id=f"courses+{path.id}", kind="hybrid",
                    title=f"Courses first ({plan.title}), then {path.title}",
                brief=f"courses first, then {path.short}",
                    parts=(first, *path.parts))
            for path in degrees[:3]
        ]  # fmt: skip

    def _price(self, path: Path) -> float:
        return self.register.inputs[path.parts[-1].price].mean


_ACRONYM = re.compile(r"\(([A-Z][A-Za-z-]{2,})\)")


def short_name(program: Program) -> str:
    """The program by its acronym, where its name gives one, and its institution."""
    found = _ACRONYM.search(program.name)
    return f"{found[1] if found else program.name}, {program.institution}"


def _is_listed(program: Program, terms: Terms) -> bool:
    """Whether the catalogue lists about as many courses with content as the award needs."""
    listed = sum(1 for course in program.courses if course.teaches)
    needed = min(terms.courses or 10.0, 10.0) if terms.award == "master" else terms.courses or 4.0
    return listed >= _LISTED * needed


def _unknown(program: Program, terms: Terms) -> tuple[str, ...]:
    """The facts of a program that are not known, as catalogue paths."""
    names = [f"{program.id}.terms.{name}" for name in terms.missing]
    return (*names, *(() if _is_listed(program, terms) else (f"{program.id}.courses",)))


def _credit_notes(terms: Terms, catalog: Catalog) -> tuple[str, ...]:
    names = [
        catalog.programs[link.program].name
        for link in terms.stacks_into
        if link.program in catalog.programs
    ]
    return (f"its credit counts towards {' and '.join(names)}",) if names else ()


def _evenly(keys: Iterable[str]) -> Learned:
    found = tuple(keys)
    return tuple(((at + 1) / len(found), key, Depth.COVERS) for at, key in enumerate(found))


def course_part(offer: CourseOffer, learner: Learner, register: Register) -> Part:
    """A course plan as one stage; subscriptions cost by the month, the rest by progress."""
    catalog = register.catalog
    hours = register.add(
        Input(f"plan.{offer.id}.hours", f"Study hours of the {offer.id} course plan", *offer.hours,
              "h", "judgement", ("platform-hours-scale.value", "self-study-scale.value"))
    )  # fmt: skip
    width = catalog.assumption("width-estimate" if offer.price_assumed else "width-secondary")[1]
    price = register.add(
        Input(f"plan.{offer.id}.price", f"Price of the {offer.id} course plan, subscriptions apart",
              offer.once * (1 - width), offer.once, offer.once * (1 + width), "USD", "fact",
              ("the plan's own list of payments",))
    )  # fmt: skip
    return Part(
        name=offer.title,
        hours=hours,
        price=price,
        leaving=Leaving(
            learner.finish_course, catalog.assumption("finish-course-months")[1],
            catalog.assumption("leaving-shape-course")[1], returns=True,
        ),
        monthly=offer.subscriptions / max(offer.months, 1.0),
        learns=offer.learns,
        credit=register.assume("credit-courses"),
    )  # fmt: skip


def course_path(offer: CourseOffer, learner: Learner, register: Register) -> Path:
    """A course plan as a path of its own."""
    title, brief = f"Course plan ({offer.id})", f"the {offer.id} course plan"
    if offer.why_not:
        return Path(f"plan-{offer.id}", "courses", title, why_not=(offer.why_not,), brief=brief)
    visa = learner.person.goals.study_visa
    why_not = (f"gives no student visa for {visa.upper()}",) if visa else ()
    part = course_part(offer, learner, register)
    return Path(f"plan-{offer.id}", "courses", title, (part,), why_not=why_not, brief=brief)
