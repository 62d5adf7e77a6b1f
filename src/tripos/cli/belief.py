"""`tripos belief`: what Tripos believes you know, and on what grounds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tripos.cli.output import json_option, print_json, print_table

if TYPE_CHECKING:
    from tripos.belief import Belief


@click.command()
@click.option("--area", help="Only the competencies of this area.")
@click.option("--tested", is_flag=True, help="Only what questions, labs or projects speak of.")
@json_option
@click.pass_obj
def belief(home: Path, area: str | None, tested: bool, as_json: bool) -> None:
    """For each competency the probability that you have mastered it, and whether it is ready to
    be learned: everything that it requires is known.
    """
    from tripos.atlas import load_atlas  # noqa: PLC0415 - heavy
    from tripos.content import nearest  # noqa: PLC0415
    from tripos.errors import UnknownIdError  # noqa: PLC0415

    atlas, held = load_atlas(), belief_at(home)
    if area is not None and area not in atlas.areas:
        raise UnknownIdError("area", area, nearest(area, atlas.areas))
    ready = set(atlas.ready(atlas.implied(held.known)))
    shown = {
        key: one for key, one in held.items()
        if (area is None or atlas[key].area == area)
        and (not tested or one.tested)
    }  # fmt: skip
    if as_json:
        print_json({
            "competencies": {
                key: {"p": round(one.p, 4), "evidence": len(one.evidence), "ready": key in ready,
                      "verified": one.verified}
                for key, one in shown.items()
            }
        })  # fmt: skip
        return
    rows = [
        (key, f"{one.p:.0%}", len(one.evidence), "ready" if key in ready else "",
         "verified" if one.verified else "")
        for key, one in shown.items()
    ]  # fmt: skip
    print_table(["competency", ">mastered", ">evidence", "to learn", ""], rows)
    verified = sum(1 for one in shown.values() if one.verified)
    known = sum(1 for key in shown if key in held.known)
    click.echo(f"{len(shown)} competencies: {known} known, {verified} of them verified by work.")


def belief_at(home: Path) -> Belief:
    """The belief of the record in `home`; what claims nothing without one."""
    from tripos.cli.home import record_at  # noqa: PLC0415 - heavy
    from tripos.web.record.home import has_record  # noqa: PLC0415

    if not has_record(home):
        from tripos.atlas import load_atlas  # noqa: PLC0415
        from tripos.belief import believe  # noqa: PLC0415

        return believe(load_atlas(), [])
    learner = record_at(home)
    from tripos.web.record.knowledge import belief_of  # noqa: PLC0415 - needs the record open

    return belief_of(learner)
