"""A home as after some weeks of use: Ada, postings, a decision, a plan, sittings, labs, the gym."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.web.browser.app import run

EXAMPLES = Path(__file__).parents[3] / "examples"
_FILL = """
import datetime as dt, json, sys
from pathlib import Path
from tripos.web.record.local import open_record
learner = open_record(Path(sys.argv[1]))
from tripos.web.record.decisions import make_decision
from tripos.web.record.own import save_override
from tripos.web.record.plans import Edit, carry_out, current_plan, set_progress
from tripos.web.record.postings import add_uploads
today = dt.date.today()
tell = lambda message: None
folder = Path(sys.argv[2])
add_uploads(learner, [(p.name, p.read_bytes()) for p in sorted(folder.glob("*.txt"))])
save_override(learner, "coursera-plus.monthly", "49", "https://www.coursera.org", today)
make_decision(learner, today, tell, draws=int(sys.argv[3]), plan_seconds=float(sys.argv[4]))
begun = today - dt.timedelta(days=45)
carry_out(learner, Edit("a new plan"), begun, tell, seconds=float(sys.argv[4]))
items = current_plan(learner).data["items"]
set_progress(learner, items[0]["id"], 1.0)
set_progress(learner, items[1]["id"], 0.5)
if sys.argv[5] == "sit":
    from tests.web.browser.played import play_some
    from tests.web.browser.sat import sit_some
    from tests.web.browser.worked import work_some
    sit_some(learner, today)
    work_some(learner)
    play_some(learner)
"""


def fill(home: Path, *, draws: int = 400, seconds: float = 1.0, start: bool = True,
         sit: bool = True) -> None:  # fmt: skip
    """Fills the record of `home`; with `start`, as if the plan had begun some weeks ago, and with
    `sit` with some sittings of the examination and work on a lab and
    in the gym."""
    person = home.parent / "ada.json"
    home.mkdir(parents=True, exist_ok=True)
    data = json.loads(run(home, "me", "show", "--json"))["person"]
    assert data == {}
    run(home, "me", "set", str(EXAMPLES / "ada.yaml"))
    if start:
        data = json.loads(run(home, "me", "show", "--json"))["person"]
        data["means"].pop("start", None)
        data["means"].pop("breaks", None)
        person.write_text(json.dumps(data), encoding="utf-8")
        run(home, "me", "set", str(person))
    subprocess.run(
        [sys.executable, "-c", _FILL, str(home), str(EXAMPLES / "postings"), str(draws),
         str(seconds), "sit" if sit else ""],
        check=True, timeout=300, cwd=Path(__file__).parents[3],
    )  # fmt: skip
