"""Stores the planner's balanced plan for each example and persona: run it when courses change.

python -m tests.decide.store_offers
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.decide.conftest import EXAMPLES, TODAY
from tripos.atlas import load_atlas
from tripos.belief import believe_claims
from tripos.catalog import load_catalog
from tripos.content import read_user_document
from tripos.offers import offer_of
from tripos.person import parse_person
from tripos.plan import Setting, make_plan

PERSONAS = Path(__file__).parent / "personas"


def main() -> None:
    """Writes personas/offers.json."""
    atlas, catalog = load_atlas(), load_catalog()
    rows = {}
    for file in sorted([*EXAMPLES.glob("*.yaml"), *PERSONAS.glob("*.yaml")]):
        person = parse_person(read_user_document(file))
        belief = believe_claims(person, atlas, catalog)
        offer = offer_of(make_plan(Setting(person, atlas, catalog, belief, TODAY)))
        rows[file.stem] = {
            "id": offer.id,
            "title": offer.title,
            "hours": [round(hours, 1) for hours in offer.hours],
            "once": offer.once,
            "subscriptions": offer.subscriptions,
            "months": round(offer.months, 2),
            "learns": [(round(share, 4), key, depth.label) for share, key, depth in offer.learns],
            "price_assumed": offer.price_assumed,
            "why_not": offer.why_not,
        }
    text = ",\n".join(f"{json.dumps(key)}: {json.dumps(row)}" for key, row in rows.items())
    (PERSONAS / "offers.json").write_text("{\n" + text + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
