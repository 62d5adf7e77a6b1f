"""Editing the plan: each edit replans, and nothing is lost between two windows."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.web.made import planned, worked_off
from tripos.web.record.knowledge import belief_of, evidence_of
from tripos.web.record.models import Job
from tripos.web.record.person import person_of
from tripos.web.record.plans import current_plan, shares_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(learner, with_person):
    """The nurse's plan, in force."""
    with_person(learner, "nurse")
    return planned(learner)


def _edit(client, learner, action: str, **fields):
    """Sends an edit of the present plan and lets the job do it."""
    base = current_plan(learner)
    answer = client.post("/plan/edit", {"action": action, "base": base.pk, **fields})
    assert 302 == answer.status_code, answer.content.decode()
    (job,) = worked_off()
    learner.refresh_from_db()
    return job


def _courses(plan) -> list[str]:
    return [item["id"] for item in plan.data["items"] if item["kind"] == "course"]


def test_it_works(client, learner, plan) -> None:
    """Planning the rest makes a new plan and keeps the old one to go back to."""
    job = _edit(client, learner, "rest")

    assert (Job.DONE, "") == (job.state, job.error)
    assert 2 == learner.plans.count()
    assert plan.pk != current_plan(learner).pk


def test_never_this_one(client, learner, plan) -> None:
    """A banned course leaves the plan and stays away until allowed again."""
    gone = _courses(plan)[0]

    _edit(client, learner, "ban", line=gone)

    assert gone not in _courses(current_plan(learner))
    assert gone in person_of(learner).preferences.avoid_courses
    _edit(client, learner, "free", line=gone)
    assert gone not in person_of(learner).preferences.avoid_courses


def test_keep_for_certain(client, learner, plan) -> None:
    """A pinned course is in the next plan, and marked as wanted."""
    wanted = "islp-book" if "islp-book" not in _courses(plan) else "kaggle-pandas"

    _edit(client, learner, "pin", line=wanted)

    assert wanted in _courses(current_plan(learner))
    assert "wanted" in client.get("/plan/").content.decode()


def test_a_paused_month_holds_no_study(client, learner, plan) -> None:
    """No hours fall into the paused month, and the pause can be taken back."""
    start = dt.date.fromisoformat(plan.data["start"])
    month = (start.replace(day=1) + dt.timedelta(days=62)).strftime("%Y-%m")

    _edit(client, learner, "pause", month=month)

    before = len(plan.data["person"]["means"]["breaks"])
    *_, pause = person_of(learner).means.breaks
    assert month == pause.first.strftime("%Y-%m")
    load = current_plan(learner).data["load"]
    whole_weeks = [
        monday for monday in load
        if pause.first <= dt.date.fromisoformat(monday)
        and dt.date.fromisoformat(monday) + dt.timedelta(days=6) <= pause.last
    ]  # fmt: skip
    assert [] == whole_weeks
    _edit(client, learner, "unpause", first=str(pause.first))
    assert before == len(person_of(learner).means.breaks)


def test_later_means_later(client, learner, plan) -> None:
    """A moved line starts later than before, or the page says why it cannot."""
    line = plan.data["items"][0]

    _edit(client, learner, "later", line=line["id"])

    data = current_plan(learner).data
    (again,) = [item for item in data["items"] if line["parts"][0] in item["parts"]]
    assert again["start"] > line["start"] or "cannot come later" in data["note"]


def test_done_is_evidence_at_once(client, learner, plan) -> None:
    """A finished course raises belief in what it teaches; taking it back lowers it again."""
    course = _courses(plan)[0]
    item = next(item for item in plan.data["items"] if item["id"] == course)
    taught = next(key for key, depth in item["depths"].items() if depth != "introduces")
    before = belief_of(learner)[taught].p

    client.post("/plan/progress", {"line": course, "share": "1"})

    assert {course: 1.0} == {k: v for k, v in shares_of(learner).items() if k == course}
    assert belief_of(learner)[taught].p > before
    rows = learner.evidence.count()

    client.post("/plan/progress", {"line": course, "share": "0"})

    assert [] == evidence_of(learner)
    assert before == pytest.approx(belief_of(learner)[taught].p)
    assert learner.evidence.count() > rows


def test_what_is_done_is_not_planned_again(client, learner, plan) -> None:
    """Replanning leaves finished lines out and remembers them."""
    course = _courses(plan)[0]
    client.post("/plan/progress", {"line": course, "share": "1"})

    _edit(client, learner, "rest")

    now = current_plan(learner)
    assert course not in _courses(now)
    assert [course] == [item["id"] for item in now.data["finished"]]
    assert "Done before" in client.get("/plan/").content.decode()


def test_an_edit_from_an_old_page_is_refused(client, learner, plan) -> None:
    """Two windows: the second edit says that the plan has changed, and loses nothing."""
    _edit(client, learner, "rest")
    now = current_plan(learner)

    answer = client.post("/plan/edit", {"action": "rest", "base": plan.pk})

    assert 409 == answer.status_code
    assert "another window" in answer.content.decode()
    assert now == current_plan(learner)


def test_two_edits_at_once_do_not_both_count(client, learner, plan) -> None:
    """Both were made from the same plan and waited: one wins, the other says so."""
    first, second = _courses(plan)[:2]
    for line in (first, second):
        client.post("/plan/edit", {"action": "ban", "base": plan.pk, "line": line})

    one, other = worked_off()

    assert (Job.DONE, Job.FAILED) == (one.state, other.state)
    assert "another window" in other.error
    learner.refresh_from_db()
    assert [first] == list(person_of(learner).preferences.avoid_courses)


def test_undo_brings_plan_and_profile_back(client, learner, plan) -> None:
    """After undoing a ban the course may come again, and its line is back."""
    gone = _courses(plan)[0]
    _edit(client, learner, "ban", line=gone)

    client.post("/plan/undo", {"base": current_plan(learner).pk})

    learner.refresh_from_db()
    assert _courses(plan) == _courses(current_plan(learner))
    assert () == person_of(learner).preferences.avoid_courses


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"action": "explode"}, "no edit called"),
        ({"action": "ban", "line": "no-such-course"}, "there is no course"),
        ({"action": "earlier", "line": "nowhere"}, "there is no line"),
        ({"action": "pause", "month": "May"}, "YYYY-MM"),
        ({"action": "rest", "objective": "prettiest"}, "choose one of"),
    ],
)
def test_a_wrong_edit_is_told(client, learner, plan, fields, said) -> None:
    """Mistakes are answered with a sentence, and no job is made."""
    answer = client.post("/plan/edit", {"base": plan.pk, **fields})

    assert answer.status_code in (400, 404)
    assert said in answer.content.decode().lower().replace("yyyy-mm", "YYYY-MM")
    assert 0 == learner.jobs.count()


@pytest.mark.parametrize(("line", "share"), [("nowhere", "1"), (None, "2"), (None, "much")])
def test_wrong_progress_is_told(client, learner, plan, line, share) -> None:
    """A line that does not exist, or a share beyond it, is refused."""
    answer = client.post(
        "/plan/progress", {"line": line or plan.data["items"][0]["id"], "share": share}
    )

    assert 400 == answer.status_code
    assert {} == shares_of(learner)


def test_a_stranger_cannot_edit_it(stranger, learner, plan) -> None:
    """Another account's edit touches neither plan nor progress."""
    stranger.post("/plan/edit", {"action": "rest", "base": plan.pk})
    stranger.post("/plan/progress", {"line": plan.data["items"][0]["id"], "share": "1"})
    worked_off()

    assert plan == current_plan(learner)
    assert {} == shares_of(learner)
