"""Reads the person's file that a command was given."""

from __future__ import annotations

from pathlib import Path

import click

from tripos.atlas import Atlas
from tripos.catalog import Catalog
from tripos.content import read_user_document
from tripos.person import Person, check_person, parse_person, unread_fields


def read_person_file(path: Path, atlas: Atlas, catalog: Catalog) -> Person:
    """The person in the file, checked; fields that mean nothing are named on the error stream."""
    document = read_user_document(path)
    who = parse_person(document)
    for field in unread_fields(who):
        click.echo(f"tripos: {path}: the field {field} is not known and was left out", err=True)
    check_person(who, atlas, catalog, document)
    return who
