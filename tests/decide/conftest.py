"""One small decision that the tests of this folder look at from several sides."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tripos.atlas import load_atlas
from tripos.belief import believe_claims
from tripos.catalog import Depth, load_catalog
from tripos.content import read_user_document
from tripos.decide import CourseOffer, Question, decide
from tripos.person import parse_person
from tripos.plan import target_profile

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = dt.date(2026, 11, 22)


def offer_for(targets, name="balanced", hours=600.0, once=100.0, monthly=0.0):
    """A plan that teaches all targets evenly."""
    targets = tuple(targets)
    learns = tuple(((at + 1) / len(targets), key, Depth.COVERS) for at, key in enumerate(targets))
    return CourseOffer(
        name, f"{name} plan", (0.8 * hours, hours, 1.5 * hours), once, 12 * monthly, 12.0, learns
    )


def question_for(person, *, draws=800, seed=1, postings=(), offers=None, catalog=None):
    """A question with a made-up course plan, quick enough for many tests."""
    atlas, catalog = load_atlas(), catalog or load_catalog()
    targets = tuple(target_profile(person, atlas))
    belief = believe_claims(person, atlas, catalog)
    if offers is None:
        offers = (offer_for(targets),)
    return Question(
        person, atlas, catalog, belief, TODAY, targets, tuple(postings), offers, draws, seed
    )


def example(name):
    """The person of an example file."""
    return parse_person(read_user_document(EXAMPLES / f"{name}.yaml"))


def changed(person, **sections):
    """The person with fields of its sections replaced: changed(p, means={"start": None})."""
    update = {
        name: getattr(person, name).model_copy(update=fields) for name, fields in sections.items()
    }
    return person.model_copy(update=update)


@pytest.fixture(scope="session")
def ada():
    return decide(question_for(example("ada")))
