"""The learner's own description, read and changed without losing what another tab wrote."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tripos.atlas import load_atlas
from tripos.content import Document
from tripos.errors import TriposError
from tripos.person import Person, check_person, parse_person
from tripos.web.record.models import Learner
from tripos.web.record.own import catalog_of


class ConflictError(TriposError):
    """Something was changed in another window; the message says what, and what to do."""


def person_of(learner: Learner) -> Person:
    """The learner's description."""
    return parse_person(Document("your profile", learner.person, None))


def checked_person(learner: Learner, data: Mapping[str, Any]) -> Person:
    """`data` as a person whose ids all exist. Raises TriposError."""
    document = Document("your profile", data, None)
    person = parse_person(document)
    check_person(person, load_atlas(), catalog_of(learner), document)
    return person


def held(learner: Learner) -> Learner:
    """The learner's row as it is now, kept from others until the transaction ends.

    Raises TriposError if the record was deleted meanwhile.
    """
    found = Learner.objects.select_for_update().filter(pk=learner.pk).first()
    if found is None:
        raise TriposError("the record was deleted meanwhile; nothing was stored")
    return found


@transaction.atomic
def save_person(learner: Learner, data: Mapping[str, Any], version: int | None = None) -> Person:
    """Stores a whole description. Raises TriposError for mistakes in it.

    `version` is the one that the change was made from; raises ConflictError if it is not the
    present one.
    """
    locked = held(learner)
    if version is not None and version != locked.version:
        raise ConflictError(
            "your profile was changed in another window meanwhile; nothing was overwritten: look"
            " at it as it is now, and save again"
        )
    person = checked_person(learner, data)
    if dict(data) != locked.person:
        locked.person, locked.version = dict(data), locked.version + 1
        locked.save(update_fields=["person", "version"])
    learner.person, learner.version = locked.person, locked.version
    return person


def change_person(
    learner: Learner, changes: Mapping[str, Any], version: int | None = None
) -> Person:
    """Stores changed fields, named by path (`means.budget.total`); None takes a field away."""
    data = copy.deepcopy(learner.person)
    for path, value in changes.items():
        *parents, name = path.split(".")
        part = data
        for step in parents:
            inner = part.get(step)
            part[step] = inner if isinstance(inner, dict) else {}
            part = part[step]
        if value is None:
            part.pop(name, None)
        else:
            part[name] = value
    return save_person(learner, data, version)
