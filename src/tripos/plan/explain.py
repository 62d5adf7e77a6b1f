"""Why each line is in the plan, how well the lines fit, and what nothing teaches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from tripos.atlas import Atlas
from tripos.catalog import Catalog, Course, Depth
from tripos.plan.problem import Problem
from tripos.plan.result import Coherence, PlanItem, Uncovered
from tripos.plan.schedule import Dated
from tripos.plan.sequence import block_needs

_GRADED = ("quiz", "exam", "program", "project", "lab", "problem set", "assignment", "peer")
_NAMED = 3  # how many competencies a sentence names before it counts


def plan_items(
    problem: Problem, dated: Sequence[Dated], atlas: Atlas, catalog: Catalog
) -> tuple[PlanItem, ...]:
    """The dated blocks as lines of the plan, each with its reason."""
    teachers, unlocked = _teachers(problem, dated), _unlocked(problem, dated)
    names = {id(entry): _title(entry) for entry in dated}
    lines = []
    for entry in dated:
        block = entry.block
        alone = tuple(
            key
            for key, depth in block.covers.items()
            if depth >= problem.open_targets.get(key, Depth.MASTERS + 1)
            and teachers.get(key) == [id(entry)]
        )
        unlocks = tuple(names[id(other)] for other in unlocked.get(id(entry), ()))
        course = catalog.courses.get(block.items[0].id) if block.kind == "course" else None
        product = problem.subscriptions.get(block.product) if block.product else None
        lines.append(
            PlanItem(
                id=_line_id(entry),
                kind=block.kind,
                title=names[id(entry)],
                start=entry.start,
                end=entry.end,
                hours=block.hours,
                cost=block.price,
                covers=block.covers,
                why=_why(entry, alone, unlocks, atlas, problem),
                parts=block.ids,
                provider=_provider(course, catalog) if course else "",
                url=course.url if course else None,
                product=product.name if product else None,
                price_assumed=any(item.price_assumed for item in block.items),
                alone=alone,
                unlocks=unlocks,
                if_gone=_if_gone(entry, alone, atlas, catalog) if course else "",
                reading=_reading(entry, atlas),
            )
        )
    return tuple(lines)


def _provider(course: Course, catalog: Catalog) -> str:
    """The name of who offers it; for a course of the person's own, what they called it."""
    known = catalog.providers.get(course.provider)
    return known.name if known else course.institution


def _line_id(entry: Dated) -> str:
    first = entry.block.items[0].id
    return first if len(entry.block.items) == 1 else f"{first}+{len(entry.block.items) - 1}"


def _title(entry: Dated) -> str:
    block = entry.block
    if block.kind != "self-study":
        return block.items[0].title
    if len(block.items) == 1:
        return f"Self-study: {block.items[0].title}"
    groups = list(dict.fromkeys(item.group for item in block.items if item.group))
    return f"Self-study: {_listed(groups)} ({len(block.items)} topics)"


def _listed(words: Sequence[str]) -> str:
    lowered = [words[0], *(word[0].lower() + word[1:] for word in words[1:])] if words else []
    return " and ".join([", ".join(lowered[:-1]), lowered[-1]] if len(lowered) > 1 else lowered)


def _teachers(problem: Problem, dated: Sequence[Dated]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for entry in dated:
        for key, depth in entry.block.covers.items():
            if depth >= problem.targets.get(key, Depth.COVERS):
                found.setdefault(key, []).append(id(entry))
    return found


def _unlocked(problem: Problem, dated: Sequence[Dated]) -> dict[int, list[Dated]]:
    """For each line the later ones with a requirement that only it, of what came before, meets."""
    found: dict[int, list[Dated]] = {}
    for later in dated:
        before = [entry for entry in dated if entry.end <= later.start and entry is not later]
        alone: set[int] = set()
        for _, supporters in block_needs(problem, later.block):
            meeting = [entry for entry in before if not supporters.isdisjoint(entry.block.ids)]
            if len(meeting) == 1:
                alone.add(id(meeting[0]))
        for key in alone:
            found.setdefault(key, []).append(later)
    return found


def _names(keys: Sequence[str], atlas: Atlas) -> str:
    shown = [atlas[key].name for key in keys[:_NAMED] if key in atlas]
    more = len(keys) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _why(
    entry: Dated, alone: Sequence[str], unlocks: Sequence[str], atlas: Atlas, problem: Problem
) -> str:
    if entry.block.kind == "project":
        return "Milestone: shows the work whole, with your own data and decisions."
    parts = []
    if entry.block.items[0].id in problem.pins:
        parts.append("You asked for it")
    if alone:
        parts.append(f"Only source of {_names(alone, atlas)}")
    taught = [
        key
        for key, depth in entry.block.covers.items()
        if depth >= problem.open_targets.get(key, Depth.MASTERS + 1)
    ]
    if not alone and taught:
        parts.append(f"Teaches {_names(taught, atlas)}")
    if unlocks:
        shown = ", ".join(unlocks[:2]) + (f" and {len(unlocks) - 2} more" if unlocks[2:] else "")
        parts.append(f"unlocks {shown}")
    if not parts:
        parts.append("Brings what later lines need")
    sentence = "; ".join(parts)
    return sentence[0].upper() + sentence[1:] + "."


def _if_gone(entry: Dated, alone: Sequence[str], atlas: Atlas, catalog: Catalog) -> str:
    """What its disappearance would cost at most: the rest taught, its own part studied alone."""
    if not alone:
        return "The rest of the plan still teaches all of it."
    scale = catalog.assumption("self-study-scale")[1]
    hours = sum(atlas[key].hours for key in alone) * scale
    others = {
        course.title
        for course in catalog.courses.values()
        if course.id != entry.block.items[0].id
        and not course.admission
        and sum(1 for k in alone if course.covers.get(k, 0) >= Depth.COVERS) * 2 > len(alone)
    }
    instead = f"; nearest in the catalogue: {sorted(others)[0]}" if others else ""
    return f"At most {hours:.0f} h of self-study for {len(alone)} competencies{instead}."


def _reading(entry: Dated, atlas: Atlas) -> tuple[str, ...]:
    if entry.block.kind != "self-study":
        return ()
    return tuple(
        f"{atlas[key].name}: {'; '.join(atlas[key].refs)}"
        for item in entry.block.items
        for key in item.covers
        if key in atlas
    )


def uncovered_targets(
    problem: Problem, items: Sequence[PlanItem], atlas: Atlas, catalog: Catalog
) -> tuple[Uncovered, ...]:
    """Open targets that no course on offer teaches deep enough, and how the plan fills them."""
    offered = {
        key
        for course in catalog.courses.values()
        if course.id in problem.items
        for key, depth in course.covers.items()
        if depth >= problem.open_targets.get(key, Depth.MASTERS + 1)
    }
    found = []
    for key, depth in problem.open_targets.items():
        if key in offered:
            continue
        filled = next((item for item in items if item.covers.get(key, 0) >= depth), None)
        refs = "; ".join(atlas[key].refs)
        fill = f"{filled.title}, from {filled.start}" if filled else "not in the plan"
        found.append(Uncovered(key, atlas[key].name, f"{fill}; read {refs}"))
    return tuple(found)


def coherence(
    problem: Problem, items: Sequence[PlanItem], atlas: Atlas, catalog: Catalog
) -> Coherence:
    """How well the lines of a plan fit together."""
    taught: dict[str, list[PlanItem]] = {}
    for item in items:
        for key, depth in item.covers.items():
            if depth >= Depth.COVERS and key in atlas:
                taught.setdefault(key, []).append(item)
    hours = sum(atlas[key].hours * len(lines) for key, lines in taught.items())
    twice = sum(atlas[key].hours * (len(lines) - 1) for key, lines in taught.items())
    graded = {
        key
        for key, lines in taught.items()
        if any(item.kind == "project" or _graded(item, catalog) for item in lines)
    }
    targets = problem.open_targets
    gaps = _gaps(taught, atlas)
    longest = max(gaps, key=lambda key: gaps[key], default=None)
    return Coherence(
        overlap=twice / hours if hours else 0.0,
        orphans=tuple(
            item.title
            for item in items
            if item.kind == "course" and not item.alone and not item.unlocks
        ),
        unverified=sum(1 for key in targets if key not in graded) / len(targets) if targets else 0,
        longest_gap_days=gaps[longest] if longest else 0,
        longest_gap=atlas[longest].name if longest else "",
        mean_gap_days=sum(gaps.values()) / len(gaps) if gaps else 0.0,
    )


def _graded(item: PlanItem, catalog: Catalog) -> bool:
    course = catalog.courses.get(item.id)
    return course is not None and any(
        word in kind for kind in course.assessment for word in _GRADED
    )


def _gaps(taught: Mapping[str, Sequence[PlanItem]], atlas: Atlas) -> dict[str, int]:
    """Days from first learning each competency to the first line that builds on it."""
    first = {key: min(item.end for item in lines) for key, lines in taught.items()}
    starts: dict[str, list[dt.date]] = {key: [item.start for item in taught[key]] for key in taught}
    gaps = {}
    for key, learnt in first.items():
        uses = [
            day for later in atlas.unlocks[key] for day in starts.get(later, ()) if day >= learnt
        ]
        if uses:
            gaps[key] = (min(uses) - learnt).days
    return gaps
