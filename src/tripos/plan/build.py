"""Builds the planning problem of one person from atlas, catalogue and belief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from tripos.atlas import Atlas, Competency
from tripos.belief import INTRODUCED, KNOWN, SURE, Belief
from tripos.catalog import Catalog, Course, Coverage, Depth
from tripos.errors import TriposError
from tripos.person import Person
from tripos.plan.problem import Item, Need, Problem, Span, Subscription
from tripos.plan.target import target_profile

STUDY, TOP_UP, PROJECT, MILESTONE = "study:", "top-up:", "project:", "milestone:"
_PROJECT_HOURS = 30.0  # a competency of stage 5 that takes this long is a project
_IMPLIED = 0.6  # what the known rests on counts as covered from here on
_MASTERY = 1.5  # hours to master something alone, relative to covering it


def build_problem(
    person: Person,
    atlas: Atlas,
    catalog: Catalog,
    belief: Belief,
    today: dt.date,
    *,
    retired: Collection[str] = (),
) -> Problem:
    """The problem of planning for `person` from `today`.

    Raises TriposError, naming the field, for goals or means that cannot be planned with.
    """
    hours = person.means.hours_per_week
    if hours is None:
        raise TriposError(
            "means.hours_per_week is unknown: a plan needs to know how many hours a week you have"
        )
    start = max(today, person.means.start or today)
    deadline = person.goals.deadline
    if deadline is not None and deadline <= start:
        raise TriposError(
            f"goals.deadline: {deadline} is not after the start on {start};"
            " choose a later day or remove it"
        )
    targets = target_profile(person, atlas)
    known = _known(atlas, belief)
    wanted = _relevant(atlas, catalog, targets, known)
    items = {item.id: item for item in _courses(person, atlas, catalog, belief, wanted, retired)}
    items |= {item.id: item for item in _study(atlas, catalog, targets, known, wanted, items)}
    milestones = [item.id for item in items.values() if item.kind == "project"]
    for item in _extra_milestones(catalog, len(milestones)):
        items[item.id] = item
        milestones.append(item.id)
    budget = person.means.budget
    problem = Problem(
        items=items,
        targets=targets,
        known=known,
        hours_per_week=Span(hours.low, hours.typical, hours.high),
        start=start,
        subscriptions=_subscriptions(catalog, items.values()),
        conflicts=_conflicts(catalog, items),
        pins=frozenset(person.preferences.must_courses),
        deadline=deadline,
        budget=_total_budget(person),
        monthly_budget=None if budget.monthly is None else budget.monthly * budget.rate,
        breaks=tuple((pause.first, pause.last) for pause in person.means.breaks),
        at_once=person.means.at_once,
        milestones=tuple(milestones),
        min_milestones=2,
    )
    for key in sorted(problem.pins - set(items)):
        reason = _why_excluded(catalog.courses[key], person, retired)
        raise TriposError(f"preferences.must_courses: '{key}' cannot be planned: {reason}")
    return problem


def _known(atlas: Atlas, belief: Belief) -> dict[str, Depth]:
    """What the belief grants: by probability, and what the known rests on unless it is doubtful."""
    found: dict[str, Depth] = {}
    implied = atlas.implied(belief.known)
    for key, mastery in belief.items():
        if mastery.p >= SURE:
            found[key] = Depth.MASTERS
        elif mastery.p >= KNOWN or (key in implied and mastery.p >= _IMPLIED):
            found[key] = Depth.COVERS
        elif mastery.p >= INTRODUCED:
            found[key] = Depth.INTRODUCES
    return found


def _relevant(
    atlas: Atlas, catalog: Catalog, targets: Mapping[str, Depth], known: Mapping[str, Depth]
) -> frozenset[str]:
    """Open targets, and whatever courses or readings towards them may need first."""
    wanted = {key for key, depth in targets.items() if known.get(key, 0) < depth}
    while True:
        more = set(wanted)
        for course in catalog.courses.values():
            if any(key in wanted and depth >= Depth.COVERS for key, depth in course.covers.items()):
                more |= {item for group in course.requires for item in group if item in atlas}
        for key in wanted:
            more |= set(atlas[key].requires)
        more = {key for key in more if known.get(key, 0) < targets.get(key, Depth.COVERS)}
        if more == wanted:
            return frozenset(wanted)
        wanted = more


def _courses(
    person: Person,
    atlas: Atlas,
    catalog: Catalog,
    belief: Belief,
    wanted: frozenset[str],
    retired: Collection[str],
) -> Iterable[Item]:
    for course in catalog.courses.values():
        useful = any(k in wanted and d >= Depth.COVERS for k, d in course.covers.items())
        pinned = course.id in person.preferences.must_courses
        if (useful or pinned) and not _why_excluded(course, person, retired):
            yield course_item(course, person, atlas, catalog, belief)


def _why_excluded(course: Course, person: Person, retired: Collection[str]) -> str:
    """The reason why `course` may not be planned, or an empty string."""
    preferences = person.preferences
    language = f"it is taught in '{course.language}', which preferences.languages leaves out"
    foreign = bool(preferences.languages) and course.language not in preferences.languages
    status = course.facts.get("status")
    gone = course.id in retired or (status is not None and status.value == "retired")
    reasons = (
        (gone, "it is no longer offered"),
        (course.id in preferences.avoid_courses, "preferences.avoid_courses excludes it"),
        (course.provider in preferences.avoid_providers, "its provider is to be avoided"),
        (foreign, language),
        (bool(course.admission), f"it {course.admission}"),
        (course.id in person.background.courses, "background.courses lists it as finished"),
    )
    return next((reason for applies, reason in reasons if applies), "")


def course_item(
    course: Course, person: Person, atlas: Atlas, catalog: Catalog, belief: Belief
) -> Item:
    """`course` as something to plan: realistic hours, price, coverage and requirements."""
    hours = _realistic_hours(course, atlas, catalog, belief)
    price, assumed = _price(course, person, catalog)
    liked = person.preferences.formats
    matching = not liked or any(form in liked for form in course.formats)
    needs = tuple(
        Need(
            tuple(item for item in group if not item.startswith("course:")),
            tuple(_course_ids(group, catalog)),
        )
        for group in course.requires
    )
    finished = set(person.background.courses)
    return Item(
        id=course.id,
        kind="course",
        title=course.title,
        hours=hours,
        covers=course.covers,
        needs=tuple(need for need in needs if finished.isdisjoint(need.items)),
        price=price,
        price_assumed=assumed,
        product=course.cost.product,
        weight=1.0 if matching else 1.0 + catalog.assumption("format-mismatch")[1],
        effort=catalog.assumption("switching-hours")[1],
        follows=_follows(course.covers, atlas),
        place=_place(course.covers, atlas),
    )


def _follows(covers: Coverage, atlas: Atlas) -> frozenset[str]:
    """What the competencies that are really taught rest on, outside themselves."""
    taught = [key for key, depth in covers.items() if depth >= Depth.COVERS]
    return frozenset(before for key in taught for before in atlas[key].prerequisites) - set(covers)


def _place(covers: Coverage, atlas: Atlas) -> float:
    """Where in the order of teaching an item belongs: stage, then rank, of its middle."""
    rank = {key: at for at, key in enumerate(atlas)}
    taught = [key for key, depth in covers.items() if depth >= Depth.COVERS] or list(covers)
    places = sorted(atlas[key].stage + rank[key] / len(atlas) for key in taught)
    return places[len(places) // 2] if places else 0.0


def _course_ids(group: tuple[str, ...], catalog: Catalog) -> Iterable[str]:
    """The courses a group names, and the specialisations that contain them."""
    for item in group:
        if item.startswith("course:"):
            key = item.removeprefix("course:")
            yield key
            if catalog.courses[key].part_of:
                yield str(catalog.courses[key].part_of)


def _realistic_hours(course: Course, atlas: Atlas, catalog: Catalog, belief: Belief) -> Span:
    """The hours one should count on.

    A platform's figure is scaled to what learners report; and no course takes less than a share
    of the atlas hours of what it newly covers, however fast its pages can be turned.
    """
    span = course.facts["hours"].span()
    if span is None:
        raise TriposError(f"{course.id}.hours: the hours must be a number or a range")
    hours = Span(*span)
    if course.hours_basis == "platform":
        hours = hours.scaled(Span(*catalog.assumption("platform-hours-scale")))
    new = sum(
        atlas[key].hours
        for key, depth in course.covers.items()
        if depth >= Depth.COVERS and belief[key].p < KNOWN
    )
    floor = Span(*(new * share for share in catalog.assumption("least-study-share")))
    return hours.at_least(floor)


def _price(course: Course, person: Person, catalog: Catalog) -> tuple[float, bool]:
    """The one-off price to count on in USD, and whether it rests on an assumption."""
    cost = course.cost
    fact = cost.price
    if cost.model == "audit" and person.preferences.certificates:
        fact = cost.certificate if cost.certificate and cost.certificate.known else None
    if cost.model in ("free", "subscription"):
        return 0.0, False
    span = fact.span() if fact else None
    if span is not None:
        return span[1], False
    # Unknown stays unknown: the plan counts with the high end of a stated assumption.
    return catalog.assumption(cost.assumed or "certificate-price")[2], True


def _study(
    atlas: Atlas,
    catalog: Catalog,
    targets: Mapping[str, Depth],
    known: Mapping[str, Depth],
    wanted: frozenset[str],
    courses: Mapping[str, Item],
) -> Iterable[Item]:
    """Self-study of single competencies, whole or on top of an introduction, and projects."""
    scale = Span(*catalog.assumption("self-study-scale"))
    share = Span(*catalog.assumption("top-up-share"))
    alone = catalog.assumption("self-study-aversion")[1]
    for key in atlas:
        if key not in wanted:
            continue
        item = atlas[key]
        depth = max(targets.get(key, Depth.COVERS), Depth.COVERS)
        base = Span(item.hours, item.hours, item.hours)
        needs = tuple(Need((required,)) for required in item.requires)
        if is_project(item):
            hours = base.scaled(Span(0.8, 1.0, 1.5))
            covers = {key: Depth.MASTERS}
            yield Item(
                f"{PROJECT}{key}", "project", item.name, hours, covers, needs,
                follows=frozenset(item.helpful), place=_place(covers, atlas),
            )  # fmt: skip
            continue
        hours = base.scaled(scale)
        if depth == Depth.MASTERS:
            hours = hours.scaled(Span(_MASTERY, _MASTERY, _MASTERY))
        yield Item(
            f"{STUDY}{key}", "self-study", item.name, hours, {key: depth}, needs,
            effort=alone * hours.mode, follows=frozenset(item.helpful),
            place=_place({key: depth}, atlas), group=atlas.areas[item.area].name,
        )  # fmt: skip
        topped = base.scaled(share)
        basis = _basis(key, Depth(depth - 1), courses, known)
        if basis is not None:
            yield Item(
                f"{TOP_UP}{key}", "self-study", item.name, topped, {key: depth},
                (*needs, *basis), effort=alone * topped.mode, follows=frozenset(item.helpful),
                place=_place({key: depth}, atlas), group=atlas.areas[item.area].name,
            )  # fmt: skip


def _basis(
    key: str, before: Depth, courses: Mapping[str, Item], known: Mapping[str, Depth]
) -> tuple[Need, ...] | None:
    """What a top-up stands on: the belief, or one of the courses that go that far."""
    if known.get(key, 0) >= before:
        return ()
    teachers = tuple(item.id for item in courses.values() if item.covers.get(key, 0) >= before)
    return (Need(items=teachers),) if teachers else None


def is_project(item: Competency) -> bool:
    """Whether the competency is shown by a project of its own."""
    return item.stage == 5 and item.level == "create" and item.hours >= _PROJECT_HOURS


def _extra_milestones(catalog: Catalog, present: int) -> Iterable[Item]:
    """Portfolio projects for plans whose targets hold fewer than two."""
    names = ("First portfolio project", "Second portfolio project")
    for at in range(present, 2):
        hours = Span(*catalog.assumption("milestone-hours"))
        yield Item(f"{MILESTONE}{at + 1}", "project", names[at], hours, {}, place=3.0 + 2 * at)


def _subscriptions(catalog: Catalog, items: Iterable[Item]) -> dict[str, Subscription]:
    found = {}
    for key in sorted({item.product for item in items if item.product}):
        product = catalog.products[key]
        monthly = product.facts["monthly"].span()
        annual = product.facts["annual"].span() if "annual" in product.facts else None
        if monthly is None:
            raise TriposError(f"{key}.monthly is unknown: give your own figure with an override")
        found[key] = Subscription(
            key, product.name, monthly[1], annual[1] if annual is not None else None
        )
    return found


def _conflicts(catalog: Catalog, items: Mapping[str, Item]) -> tuple[tuple[str, str], ...]:
    """A specialisation and one of its own courses: the second would be bought twice."""
    return tuple(
        (whole, member)
        for whole, members in catalog.members.items()
        for member in members
        if whole in items and member in items
    )


def _total_budget(person: Person) -> float | None:
    """The money that can be spent in USD; employer aid counts once, as renewal is not certain."""
    budget = person.means.budget
    if budget.total is None:
        return None
    return (budget.total + (person.means.employer_aid_per_year or 0.0)) * budget.rate
