"""The whole record out, in again, and away."""

from __future__ import annotations

import copy
import json

import pytest
from django.contrib.auth.models import User

from tests.web.record.full import filled
from tripos.decide.posting import Corrected
from tripos.errors import TriposError
from tripos.web.jobs.queue import claim, enqueue
from tripos.web.record.decisions import is_current, keep_result, last_decision
from tripos.web.record.exchange import (
    counts_in,
    counts_of,
    delete_record,
    export_record,
    import_record,
    is_empty,
    take_rows,
)
from tripos.web.record.exported import read_exported
from tripos.web.record.knowledge import belief_of, evidence_of
from tripos.web.record.models import ApiToken, EvidenceRow, Job, Learner, Override
from tripos.web.record.own import corrections_of
from tripos.web.record.person import save_person
from tripos.web.record.plans import current_plan, shares_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(db: None) -> Learner:
    """Somebody with an empty record."""
    return Learner.objects.create(user=User.objects.create_user("other"))


@pytest.fixture
def exported(learner, example) -> dict:
    """The file of a full record, as read from disk."""
    return filled(learner, example)


def test_it_works(learner, exported, other) -> None:
    """A record that was exported is the same in another place, to the last digit and date."""
    assert is_empty(other)

    import_record(other, exported, "record.json")

    assert exported == json.loads(json.dumps(export_record(other)))
    assert counts_of(learner) == counts_of(other) == counts_in(read_exported(exported, "x"))
    assert not is_empty(other)


def test_what_is_believed_and_decided_is_the_same(learner, exported, other) -> None:
    """Evidence with its corrections counts as before; the decision still holds."""
    import_record(other, exported, "record.json")

    assert evidence_of(learner) == evidence_of(other)
    assert belief_of(learner)["lasso"].p == belief_of(other)["lasso"].p
    assert is_current(other, last_decision(other))
    assert current_plan(learner).data == current_plan(other).data
    assert shares_of(learner) == shares_of(other)
    assert corrections_of(learner) == corrections_of(other)


def test_a_record_survives_its_own_file(learner, exported) -> None:
    """Importing into the record it came from changes nothing but the version."""
    before = learner.version

    import_record(learner, exported, "record.json")

    assert exported == json.loads(json.dumps(export_record(learner)))
    assert before < learner.version


def test_no_secret_is_in_the_file(learner, exported) -> None:
    """Neither tokens nor the calendar's address leave with the record; an import keeps them."""
    ApiToken.objects.create(learner=learner, name="script", hash="0123456789abcdef")
    feed = learner.feed
    text = json.dumps(export_record(learner))

    assert "0123456789abcdef" not in text
    assert feed not in text
    import_record(learner, exported, "record.json")
    assert "script" == learner.tokens.get().name
    assert feed == learner.feed


def _without(record: dict, *path: object) -> dict:
    found = copy.deepcopy(record)
    part = found
    for step in path[:-1]:
        part = part[step]
    del part[path[-1]]
    return found


def _with(record: dict, value: object, *path: object) -> dict:
    found = copy.deepcopy(record)
    part = found
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return found


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("format",), "other", "is not a record of Tripos"),
        (("version",), 2, "was written by a newer Tripos; update Tripos"),
        (("version",), "1", "version: must be 1"),
        (("version",), True, "evidence"),
        (("extra",), 1, "extra: extra inputs are not permitted"),
        (("person", "means", "hours_per_week"), -3, "hours_per_week: must be more than 0"),
        (("person", "preferences", "avoid_courses"), ["no-such"], "there is no course 'no-such'"),
        (("postings", 0, "text"), 7, "postings[0].text: input should be a valid string"),
        (("postings", 0, "text"), "x" * 200_001, "at most 200000 characters"),
        (("postings", 0, "name"), "x" * 301, "postings[0].name: string should have at most 300"),
        (("postings", 0, "text"), "a\x00b", "holds zero bytes"),
        (("postings", 0, "text"), "a\ud800b", "holds broken characters"),
        (("postings", 0, "added"), "yesterday", "postings[0].added: input should be a valid"),
        (("postings", 0, "added"), "2026-11-22T10:00:00", "should have timezone info"),
        (("overrides", "coursera-plus.monthly", "value"), "many", "'many' is not a number"),
        (("overrides", "coursera-plus.monthly", "value"), [1], "monthly"),
        (("overrides", "coursera-plus.monthly", "value"), float("inf"), "too large"),
        (("overrides", "coursera-plus.monthly", "source"), "", "source: string should have at l"),
        (("courses", 0, "hours"), {"low": 9, "mode": 2, "high": 1}, "course 1 is damaged"),
        (("courses", 0, "id"), "../etc", "course 1 is damaged"),
        (("plans", 0, "data"), {}, "plans[0]: is not a plan"),
        (("plans", 0, "data", "items", 0, "start"), "soon", "plans[0]: is not a plan"),
        (("plans", 1, "data", "finished"), [{"id": "x"}], "plans[1]: is not a plan"),
        (("progress", 0, "share"), 1.5, "progress[0].share: input should be less than or equal"),
        (("evidence", 0, "competency"), "laso", "did you mean lasso"),
        (("evidence", 0, "kind"), "rumour", "kind: is none of"),
        (("evidence", 0, "says"), None, "says: is missing, and the row corrects nothing"),
        (("evidence", 0, "weight"), "heavy", "evidence[0].weight: input should be a valid number"),
        (("evidence", 0, "corrects"), 0, "corrects: must be an earlier row"),
        (("results", 0, "kind"), "import", "results[0].kind: input should be 'decide' or"),
        (("results", 0, "value", "report", "paths"), 3, "results[0]: is not a result"),
        (("results", 0, "value", "traces"), {}, "results[0]: is not a result"),
        (("evidence",), {}, "evidence: input should be a valid list"),
        (("theme",), "pink", "theme: input should be 'auto', 'light' or 'dark'"),
    ],
)
def test_a_mistake_is_named_and_changes_nothing(learner, exported, path, value, said) -> None:
    """One sentence names the place; the record stays as it was, whole."""
    record = _with(exported, value, *path)
    if path == ("version",) and value is True:
        record = _without(exported, "evidence")

    with pytest.raises(TriposError) as caught:
        import_record(learner, record, "record.json")

    assert said in str(caught.value)
    assert str(caught.value).startswith("record.json")
    assert len(str(caught.value)) < 400
    assert exported == json.loads(json.dumps(export_record(learner)))


def test_a_row_is_corrected_once(learner, exported) -> None:
    """Two rows that correct the same one are a mistake in the file."""
    correcting = [row for row in exported["evidence"] if row["corrects"] is not None]
    exported["evidence"].append({**correcting[0], "at": exported["evidence"][-1]["at"]})

    with pytest.raises(TriposError, match="must be an earlier row that still holds"):
        import_record(learner, exported, "record.json")


def test_a_posting_stands_once(learner, exported) -> None:
    """The same words twice are a mistake in the file."""
    exported["postings"].append(exported["postings"][0])

    with pytest.raises(TriposError, match=r"postings\[2\]: stands twice"):
        import_record(learner, exported, "record.json")


@pytest.mark.parametrize("data", [None, [], "text", 7, {}, {"format": None}])
def test_something_else_is_no_record(learner, data) -> None:
    """Any other JSON is answered with a sentence."""
    with pytest.raises(TriposError, match="is not a record of Tripos"):
        import_record(learner, data, "other.json")


def test_all_or_nothing(learner, exported, other, monkeypatch) -> None:
    """Where storing fails half way, the record is as before."""

    def fail(*given):
        raise OSError("the disk has gone")

    save_person(other, {"name": "Before"})
    monkeypatch.setattr(EvidenceRow.objects, "bulk_update", fail)
    with pytest.raises(OSError, match="disk"):
        import_record(other, exported, "record.json")

    other.refresh_from_db()
    assert {"name": "Before"} == other.person
    assert 0 == other.postings.count()


def test_nothing_is_imported_while_work_goes_on(learner, exported) -> None:
    """A job that began before must not end in a record that is another one."""
    enqueue(learner, "decide", {})

    with pytest.raises(TriposError, match="work is going on"):
        import_record(learner, exported, "record.json")


def test_a_figure_that_leads_nowhere_is_kept(learner, exported, other) -> None:
    """What the catalogue no longer has is passed over, not lost."""
    row = exported["overrides"]["coursera-plus.monthly"]
    exported["overrides"]["gone-course.price"] = row

    import_record(other, exported, "record.json")

    assert other.overrides.filter(path="gone-course.price").exists()


def test_deleting_leaves_an_empty_record_at_home(learner, exported) -> None:
    """Everything goes, tokens and calendar address included; the person stays logged in."""
    ApiToken.objects.create(learner=learner, name="script", hash="h")
    user, feed = learner.user, learner.feed

    delete_record(learner)

    again = Learner.objects.get(user=user)
    assert is_empty(again)
    assert (0, 0, 0) == (again.tokens.count(), again.jobs.count(), again.results.count())
    assert feed != again.feed
    assert 0 == EvidenceRow.objects.count() == Override.objects.count()


def test_deleting_takes_the_account_on_a_shared_server(learner, exported, settings) -> None:
    """Nothing of the person is left, others are not touched."""
    settings.LOCAL = False
    stays = Learner.objects.create(user=User.objects.create_user("stays"))

    delete_record(learner)

    assert [stays] == list(Learner.objects.all())
    assert ["stays"] == list(User.objects.values_list("username", flat=True))


def test_work_that_ends_after_the_deletion_stores_nothing(learner, with_person) -> None:
    """A decision that was under way finds nobody to write its result for."""
    with_person(learner, "nurse")
    enqueue(learner, "decide", {})
    begun = Job.objects.select_related("learner").get(pk=claim("w").pk).learner

    delete_record(Learner.objects.get(pk=learner.pk))

    with pytest.raises(TriposError, match="deleted meanwhile"):
        keep_result(begun, "decide", "k", {})
    with pytest.raises(TriposError, match="deleted meanwhile"):
        save_person(begun, {"name": "A ghost"})
    assert is_empty(Learner.objects.get())


def test_files_of_before_are_taken_over(learner, exported, other) -> None:
    """The three files that held figures, courses and corrections have the forms of the export."""
    take_rows(other, "overrides.json", exported["overrides"], "overrides.json")
    take_rows(other, "courses.json", exported["courses"], "courses.json")
    take_rows(other, "posting-corrections.yaml", exported["corrections"], "corrections")
    take_rows(other, "overrides.json", exported["overrides"], "overrides.json")

    again = export_record(other)
    for name in ("overrides", "courses", "corrections"):
        assert exported[name] == again[name]
    assert isinstance(next(iter(corrections_of(other).values())), Corrected)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("overrides.json", []), ("overrides.json", {"a.b": {}}), ("courses.json", {}),
        ("courses.json", [{}]), ("posting-corrections.yaml", []), ("secret.key", {}),
    ],
)  # fmt: skip
def test_a_damaged_file_of_before_is_a_sentence(learner, name, data) -> None:
    """It is named, and nothing is stored."""
    with pytest.raises(TriposError, match=f"home/{name}"):
        take_rows(learner, name, data, f"home/{name}")

    assert is_empty(learner)
