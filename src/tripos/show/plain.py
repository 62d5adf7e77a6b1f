"""Competencies and entries as plain values: what `--json` prints and the API answers."""

from __future__ import annotations

from typing import Any

from tripos.atlas import Atlas, Competency
from tripos.catalog import Catalog, Course, Entry, Program, facts_of


def competency_json(item: Competency, graph: Atlas) -> dict[str, Any]:
    """A competency with its place in the graph."""
    return {
        "id": item.id,
        "name": item.name,
        "area": item.area,
        "stage": item.stage,
        "level": item.level,
        "hours": item.hours,
        "can": item.can,
        "core": item.core,
        "tracks": sorted(item.tracks),
        "requires": list(item.requires),
        "helpful": list(item.helpful),
        "encompasses": dict(item.encompasses),
        "unlocks": list(graph.unlocks[item.id]),
        "rests_on": len(graph.ancestors[item.id]),
        "carries": len(graph.descendants[item.id]),
        "hours_from_scratch": graph.hours([item.id]),
        "aliases": list(item.aliases),
        "refs": list(item.refs),
    }


def brief_json(entry: Course | Program) -> dict[str, Any]:
    """A course or program in one row."""
    if isinstance(entry, Course):
        return {
            "id": entry.id, "title": entry.title, "institution": entry.institution,
            "provider": entry.provider, "kind": entry.kind, "level": entry.level,
            "cost_model": entry.cost.model, "hours": entry.facts["hours"].value,
            "covers": len(entry.covers),
        }  # fmt: skip
    return {
        "id": entry.id, "title": entry.name, "institution": entry.institution,
        "country": entry.country, "courses": len(entry.courses), "covers": len(entry.covers),
    }  # fmt: skip


def title_of(item: Entry) -> str:
    """What an entry is called."""
    for name in ("title", "name", "statement"):
        if hasattr(item, name):
            return str(getattr(item, name))
    return item.id


def entry_json(item: Entry, found: Catalog) -> dict[str, Any]:
    """An entry with everything that is known of it and all its facts."""
    result: dict[str, Any] = {"id": item.id, "title": title_of(item)}
    if isinstance(item, Course):
        result |= {
            "kind": item.kind, "provider": item.provider, "institution": item.institution,
            "level": item.level, "language": item.language, "formats": item.formats,
            "cost": {"model": item.cost.model, "billing": item.cost.billing,
                     "product": item.cost.product, "assumed": item.cost.assumed},
            "requires": item.requires, "recommended": item.recommended,
            "covers": {key: depth.label for key, depth in item.covers.items()},
            "topics": [
                {"topic": t.text, "teaches": {k: d.label for k, d in t.teaches.items()}}
                for t in item.topics
            ],
            "modules": [
                {"title": m.title, "topics": m.topics,
                 "teaches": {k: d.label for k, d in m.teaches.items()}}
                for m in item.modules
            ],
            "when": item.when, "why": item.why, "admission": item.admission,
            "part_of": item.part_of, "members": found.members.get(item.id, ()),
        }  # fmt: skip
    elif isinstance(item, Program):
        result |= {
            "institution": item.institution, "country": item.country,
            "completeness": item.completeness, "notes": item.notes,
            "admission_requires": item.admission_requires,
            "covers": {key: depth.label for key, depth in item.covers.items()},
            "course_list": dict(item.course_list),
            "courses": [
                {"code": c.code, "title": c.title, "role": c.role, "topics": c.topics,
                 "teaches": {k: d.label for k, d in c.teaches.items()}, **c.details}
                for c in item.courses
            ],
        }  # fmt: skip
    return result | {"facts": {name: fact.to_json() for name, fact in facts_of(item).items()}}
