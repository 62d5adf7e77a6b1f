"""What a learner is writing for a lab in the browser: kept by version, checked, begun anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tripos.errors import TriposError, UnknownIdError
from tripos.labs import Lab, find_lab, judge_submission, judgement_row
from tripos.labs.judge import Judge
from tripos.web.record.labs.submissions import texts_of
from tripos.web.record.models import Draft, Learner
from tripos.web.record.person import ConflictError, held

MOST = 500  # drafts that a record holds
CHANGED = "this work was changed in another window meanwhile; save again to keep what you see here"


def draft_of(learner: Learner, lab: Lab) -> Draft:
    """The learner's draft; where there is none yet, the starter as version 0, not stored."""
    found = learner.drafts.filter(lab=lab.id).first()
    if found is not None:
        return found
    return Draft(learner=learner, lab=lab.id, number=0, files=texts_of(lab.starter()))


@transaction.atomic
def save_draft(
    learner: Learner, lab: Lab, files: Mapping[str, bytes], number: int | None = None
) -> Draft:
    """Stores files as the next version of the draft.

    With `number`, only if that is the version in force: `ConflictError` otherwise. Raises
    TriposError for what cannot be a submission.
    """
    texts = texts_of(files)
    held(learner)
    row = draft_of(learner, lab)
    if number is not None and number != row.number:
        raise ConflictError(CHANGED)
    if row.number == 0 and learner.drafts.count() >= MOST:
        raise TriposError(f"a record holds at most {MOST} drafts")
    if row.number == 0 or row.files != texts:
        row.files, row.checked, row.updated = texts, None, timezone.now()
        row.number += 1
        row.save()
    return row


def begin_anew(learner: Learner, lab: Lab) -> None:
    """Forgets the draft; what was submitted stays."""
    learner.drafts.filter(lab=lab.id).delete()


def check_draft(learner: Learner, key: str, judge: Judge) -> dict[str, Any]:
    """Runs the visible checks on the draft of lab `key` and keeps what they say beside it.

    Raises UnknownIdError without a draft, and what `judge_submission` raises.
    """
    lab = find_lab(key)
    row = learner.drafts.filter(lab=lab.id).first()
    if row is None:
        raise UnknownIdError("draft", lab.id, ())
    files = {name: text.encode() for name, text in row.files.items()}
    found = judgement_row(judge_submission(lab, files, judge, 0, checks=lab.visible()))
    # Only beside the version that was checked: another may have been saved meanwhile.
    learner.drafts.filter(lab=lab.id, number=row.number).update(checked=found)
    return found
