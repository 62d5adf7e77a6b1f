"""Prints what a diagnostic found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tripos.atlas import load_atlas
from tripos.cli.output import print_table

if TYPE_CHECKING:
    from tripos.web.record.exams.found import Found

_MOST = 10


def print_found(found: Found) -> None:
    """The result for a reader."""
    atlas, held = load_atlas(), found.findings
    click.echo(f"\n{found.questions} questions, {found.right} right. {found.why}")
    click.echo(f"About {held.accuracy:.0%} of the map is expected to be right.")
    print_table(
        ["area", ">known", ">unsure", ">not known", ">tested"],
        [(one.area, one.known, one.unsure, one.missing, one.asked) for one in held.areas],
    )
    for words, keys in (
        ("Ready to learn next", held.frontier),
        ("Claimed, but not confirmed", held.failed),
        ("Known, though you did not claim it", held.gained),
    ):
        if keys:
            names = ", ".join(atlas[key].name for key in keys[:_MOST])
            more = f" and {len(keys) - _MOST} more" if len(keys) > _MOST else ""
            click.echo(f"{words}: {names}{more}.")
    rows = [
        (f"{one.program.institution}: {one.program.name}"[:70], one.verdict,
         ", ".join(atlas[line.options[0]].name for line in one.requirements
                   if line.standing != "met")[:80])
        for one in found.admissions
    ]  # fmt: skip
    print_table(["admission list of", "verdict", "not shown yet"], rows)
