"""The profile and the whole record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from tripos.web.api.access import caller
from tripos.web.api.shapes import Plain, Problem
from tripos.web.record.exchange import export_record
from tripos.web.record.person import save_person

router = Router()


class Profile(Schema):
    """The person's file (docs/person.md). Send the `version` that was read, so that a change made
    meanwhile is not overwritten (409)."""

    person: dict[str, Any]
    version: int


@router.get("/profile", response=Profile, summary="The profile")
def read(request: HttpRequest) -> Plain:
    """The person's file and its version."""
    learner = caller(request)
    return {"person": learner.person, "version": learner.version}


@router.put("/profile", response={200: Profile, 400: Problem, 409: Problem},
            summary="Replace the profile")  # fmt: skip
def replace(request: HttpRequest, profile: Profile) -> Plain:
    """Stores the whole file if every field and id in it is right."""
    learner = caller(request)
    save_person(learner, profile.person, profile.version)
    return {"person": learner.person, "version": learner.version}


@router.get("/record", response=Plain, summary="Export everything")
def export(request: HttpRequest) -> Plain:
    """The whole record, as the settings page exports it."""
    return export_record(caller(request))
