"""What a person's plan must reach: each competency with the depth it is needed at."""

from __future__ import annotations

from tripos.atlas import Atlas
from tripos.catalog import Depth
from tripos.errors import TriposError
from tripos.person import Person


def target_profile(person: Person, atlas: Atlas) -> dict[str, Depth]:
    """The competencies of the person's goal, in teaching order.

    A master's covers the core and the electives of the track; `core` leaves the electives out;
    `focused` takes the must-haves and what they rest on. Must-haves are to be mastered; what the
    person leaves out is dropped. Raises TriposError if nothing is left to reach.
    """
    goals = person.goals
    must = {atlas.find(key, "goals.must_have").id for key in goals.must_have}
    if goals.scope == "focused":
        if not must:
            raise TriposError(
                "goals.must_have: a focused plan needs at least one competency to aim at;"
                " name some, or set goals.scope to 'core' or 'masters'"
            )
        wanted = set(atlas.closure(must))
    elif goals.scope == "core":
        wanted = {key for key, item in atlas.items() if item.core} | set(atlas.closure(must))
    else:
        wanted = {item.id for item in atlas.select(track=person.track)} | set(atlas.closure(must))
    wanted -= {atlas.find(key, "goals.leave_out").id for key in goals.leave_out}
    if not wanted:
        raise TriposError("goals.leave_out: nothing is left to learn; leave out less")
    return {key: Depth.MASTERS if key in must else Depth.COVERS for key in atlas if key in wanted}
