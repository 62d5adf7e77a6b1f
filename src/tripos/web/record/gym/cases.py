"""Cases of the gym in the record: begun, proved, worked on, run, hinted at, ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tripos.errors import TriposError, UnknownIdError
from tripos.labs.gym import Family, find_family
from tripos.labs.gym.case import DATA, Case, code_of, judged_files
from tripos.labs.gym.gate import Shown, make_case, show_run
from tripos.labs.judge import Judge
from tripos.labs.judge.job import check_files
from tripos.web.record.models import GymCase, Learner
from tripos.web.record.person import ConflictError, held

MOST_CASES = 2000
MOST_LOG = 20_000  # characters of a log that are kept
CHANGED = "this project was changed in another window meanwhile; keep it again to keep what you see"
Tell = Callable[[str], None]


@transaction.atomic
def begin(
    learner: Learner, family: Family, seed: int, minutes: int | None = None, week: str = ""
) -> GymCase:
    """A new case, which `prepare` proves and fills; the same one, while it is open, is gone on
    with. Raises TriposError where the record is full."""
    held(learner)
    going = learner.cases.filter(family=family.id, seed=seed, ended=None).first()
    if going is not None:
        return going
    if learner.cases.count() >= MOST_CASES:
        raise TriposError(f"a record holds at most {MOST_CASES} cases")
    return GymCase.objects.create(
        learner=learner, family=family.id, seed=seed, minutes=minutes, week=week
    )


def prepare(row: GymCase, judge: Judge, tell: Tell | None = None) -> GymCase:
    """Proves a case and hands out its project; its time begins now. One that is prepared stays.

    Raises TriposError where the seed gives no usable case.
    """
    if row.project is not None:
        return row
    case = make_case(find_family(row.family), row.seed, judge, tell)
    shown = show_run(case, judged_files(case.code(case.given), case.family), judge)
    files = case.folder(shown.log)
    del files[DATA]
    now = timezone.now()
    closes = now + dt.timedelta(minutes=row.minutes) if row.minutes else None
    GymCase.objects.filter(pk=row.pk, project__isnull=True).update(
        project=files, number=1, attempt=case.attempt, log=shown.log[:MOST_LOG],
        curves=shown.curves, started=now, closes=closes,
    )  # fmt: skip
    row.refresh_from_db()
    return row


def row_of(learner: Learner, key: int) -> GymCase:
    """The learner's case numbered `key`. Raises UnknownIdError if they have none such."""
    found = learner.cases.filter(pk=key).first()
    if found is None:
        raise UnknownIdError("case", str(key), ())
    return found


def case_row(learner: Learner, case: Case) -> GymCase:
    """The learner's row of a case. Raises TriposError if they have not begun it."""
    row = learner.cases.filter(family=case.family.id, seed=case.seed).first()
    if row is None or row.project is None:
        raise TriposError(
            "this case was not begun in this record; begin it with `tripos gym start`"
        )
    return row


def case_of(row: GymCase) -> Case:
    """The case of a row. Raises UnknownIdError for a family that there is no longer."""
    return Case(find_family(row.family), row.seed, row.attempt)


def check_project(code: Mapping[str, str], row: GymCase) -> None:
    """Raises TriposError for files that cannot be judged."""
    if "pipeline.py" not in code:
        raise TriposError("there is no pipeline.py in the project")
    broken = next((name for name, text in code.items() if "\x00" in text), None)
    if broken:
        raise TriposError(f"{broken}: holds zero bytes")
    check_files(judged_files(code, find_family(row.family)))


@transaction.atomic
def keep(row: GymCase, code: Mapping[str, str], number: int | None = None) -> GymCase:
    """Stores the Python files of a project as its next version.

    With `number`, only if that is the version in force: `ConflictError` otherwise. Raises
    TriposError for what cannot be judged.
    """
    check_project(code, row)
    locked = GymCase.objects.select_for_update().filter(pk=row.pk).first()
    if locked is None or locked.project is None:
        raise TriposError("the case is not ready yet")
    if number is not None and number != locked.number:
        raise ConflictError(CHANGED)
    former = code_of(locked.project)
    texts = {name: text for name, text in locked.project.items() if name not in former}
    project = {**code_of(code), **texts}
    if project != locked.project:
        locked.project, locked.number = project, locked.number + 1
        locked.save(update_fields=["project", "number"])
    row.refresh_from_db()
    return row


def run_project(row: GymCase, judge: Judge, heard: Tell | None = None) -> Shown:
    """Runs the project as it is kept, which counts as a probe, and keeps log and curves; `heard`
    gets what it prints. Raises `ConfinementError` where code may not be run.
    """
    case = case_of(row)
    assert row.project is not None
    shown = show_run(case, judged_files(row.project, case.family), judge, heard)
    GymCase.objects.filter(pk=row.pk).update(
        probes=F("probes") + 1, log=shown.log[:MOST_LOG], curves=shown.curves
    )
    row.refresh_from_db()
    return shown


def next_hint(row: GymCase) -> str:
    """The next of three hints. Raises TriposError when all were shown."""
    hints = find_family(row.family).card.hints
    if row.hints >= len(hints):
        raise TriposError("all three hints were shown; the solution tells the story")
    GymCase.objects.filter(pk=row.pk).update(hints=row.hints + 1)
    row.refresh_from_db()
    return hints[row.hints - 1]


def give_up(row: GymCase) -> None:
    """Ends a case whose solution is shown; what is sent afterwards is no evidence."""
    GymCase.objects.filter(pk=row.pk, ended=None).update(ended=timezone.now())
    row.refresh_from_db()
