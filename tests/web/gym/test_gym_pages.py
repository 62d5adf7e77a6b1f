"""The pages of the gym and its API, as a browser or a careless program asks for them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.web.browser.played import FAMILY, SEED, solved
from tests.web.made import worked_off
from tripos.labs.gym.case import Case
from tripos.labs.judge import Level
from tripos.web.jobs import judges
from tripos.web.record.gym.cases import begin, case_of, prepare
from tripos.web.record.models import GymAttempt, GymCase, Job, Learner

pytest.importorskip("sklearn")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def closed() -> Iterator[None]:
    """Leaves no judge behind."""
    yield
    judges.close_judges()


@pytest.fixture
def row(learner: Learner) -> GymCase:
    """A case that was begun; nothing proves it here, which other tests do."""
    made = begin(learner, FAMILY, SEED)
    case = Case(FAMILY, SEED)
    files = case.folder("rows 200\nvalidation accuracy 0.97\n")
    del files["data.csv"]
    GymCase.objects.filter(pk=made.pk).update(project=files, number=1, log=files["run.log"])
    made.refresh_from_db()
    return made


def _form(code: dict[str, str], number: int, **more: Any) -> dict[str, Any]:
    return {**{f"file:{name}": text for name, text in code.items()}, "number": number, **more}


def _code(row: GymCase) -> dict[str, str]:
    return {name: text for name, text in row.project.items() if name.endswith(".py")}


def test_it_works(client: Client, learner: Learner) -> None:
    """Begun, proved, run, hinted at, failed, solved, debriefed; nothing of the answer before."""
    sent = client.post("/gym/start", {"seed": "7", "level": ""})
    row = learner.cases.get()
    assert f"/gym/{row.pk}/" == sent.headers["Location"]
    assert "being made" in client.get(f"/gym/{row.pk}/").content.decode()
    GymCase.objects.filter(pk=row.pk).update(family=FAMILY.id, seed=SEED)
    assert Job.DONE == worked_off()[-1].state
    row.refresh_from_db()
    page = client.get(f"/gym/{row.pk}/").content.decode()
    assert row.family not in page
    assert "Curves of the last run" in page

    sent = client.post(f"/gym/{row.pk}/work", _form(_code(row), 1, action="run"))
    assert f"/gym/{row.pk}/#run" == sent.headers["Location"]
    worked_off()
    client.post(f"/gym/{row.pk}/work", _form(_code(row), 1, action="hint"))
    assert FAMILY.card.hints[0][:30] in client.get(f"/gym/{row.pk}/").content.decode()
    form = _form(_code(row), 1, action="submit", cause=["nothing"], evidence="All is well.")
    sent = client.post(f"/gym/{row.pk}/work", form)
    worked_off()
    page = client.get(sent.headers["Location"]).content.decode()
    assert "Not solved yet" in page
    assert "You said: nothing is wrong" in page
    assert client.get(f"/gym/{row.pk}/solution").status_code == 302

    form = _form(solved(case_of(row)), 1, action="submit", cause=[FAMILY.card.cause])
    sent = client.post(f"/gym/{row.pk}/work", form)
    worked_off()
    page = client.get(sent.headers["Location"]).content.decode()
    assert "<h1>Solved</h1>" in page
    assert "1 run and 1 hint" in page
    page = client.get(f"/gym/{row.pk}/solution").content.decode()
    assert FAMILY.card.title in page
    assert "solved it; 2 submitted" in page
    page = client.get("/gym/").content.decode()
    assert "1 case solved" in page
    assert learner.evidence.filter(origin__startswith="gym:").exists()


def test_two_windows_overwrite_nothing(client: Client, row: GymCase) -> None:
    """The second one is told, and keeps what it typed."""
    first = {**_code(row), "notes.py": "# one\n"}
    assert client.post(f"/gym/{row.pk}/work", _form(first, 1, action="keep")).status_code == 302

    second = client.post(
        f"/gym/{row.pk}/work", _form({**_code(row), "notes.py": "# two\n"}, 1, action="keep")
    )

    assert 409 == second.status_code
    assert "# two" in second.content.decode()
    row.refresh_from_db()
    assert "# one\n" == row.project["notes.py"]


@pytest.mark.parametrize(("change", "status", "says"), [
    ({"file:pipeline.py": "x" * 3_000_000}, 413, "large"), ({"cause": []}, 400, "choose what was"),
    ({"cause": ["bad-luck"]}, 400, "is none of"),
    ({"cause": ["nothing", "drift", "overfitting"]}, 400, ""),
    ({"file:pipeline.py": "a\x00b"}, 400, "zero bytes"),
    ({"file:../evil.py": "x = 1"}, 400, "name"),
])  # fmt: skip
def test_mistakes_get_a_sentence(
    client: Client, row: GymCase, change: dict[str, Any], status: int, says: str
) -> None:
    """And store nothing."""
    form = _form(_code(row), 1, action="submit", cause=["nothing"]) | change

    answer = client.post(f"/gym/{row.pk}/work", form)

    assert status == answer.status_code
    assert says in answer.content.decode()
    assert not GymAttempt.objects.exists()


def test_begin_mistakes(client: Client, learner: Learner) -> None:
    """Levels, seeds and weeks that there are not."""
    for form in ({"level": "9"}, {"level": "x"}, {"seed": "-1"}, {"seed": str(2**40)},
                 {"week": "next"}):  # fmt: skip
        assert client.post("/gym/start", form).status_code == 400, form
    assert not learner.cases.exists()


def test_others_see_nothing(stranger: Client, anonymous: Client, row: GymCase) -> None:
    """Neither a case, nor its folder, nor its solution."""
    for path in ("", "case.zip", "solution", "1/"):
        assert stranger.get(f"/gym/{row.pk}/{path}").status_code == 404
        assert anonymous.get(f"/gym/{row.pk}/{path}").status_code in (302, 403)
    assert stranger.post(f"/gym/{row.pk}/work", _form(_code(row), 1)).status_code == 404
    assert stranger.get(f"/api/gym/cases/{row.pk}").status_code == 404


def test_the_folder(client: Client, row: GymCase) -> None:
    """As the command line would have made it; the mark does not tell the family in words."""
    answer = client.get(f"/gym/{row.pk}/case.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}

    assert {"pipeline.py", "guard.py", "ticket.md", "data.csv", "run.log"} <= set(names)
    assert FAMILY.id.encode() not in names[".tripos-case.json"]


def test_time_runs_out(client: Client, learner: Learner, row: GymCase) -> None:
    """On call: the minutes are shown, and what comes late is said to be."""
    import datetime as dt

    from django.utils import timezone

    GymCase.objects.filter(pk=row.pk).update(
        minutes=25, closes=timezone.now() + dt.timedelta(minutes=10, seconds=5)
    )
    assert "11 minutes left" in client.get(f"/gym/{row.pk}/").content.decode()
    GymCase.objects.filter(pk=row.pk).update(closes=timezone.now() - dt.timedelta(minutes=1))
    assert "minutes are over" in client.get(f"/gym/{row.pk}/").content.decode()


def test_the_api(client: Client, learner: Learner, row: GymCase) -> None:
    """The same way, for programs."""
    listed = client.get("/api/gym/families").json()["families"]
    assert FAMILY.id in {one["id"] for one in listed}
    made = _post(client, "/api/gym/cases", {"seed": 3}).json()
    assert not made["case"]["ready"]
    shown = client.get(f"/api/gym/cases/{row.pk}").json()
    assert shown["family"] is None
    assert "nothing" in shown["causes"]

    ran = _post(client, f"/api/gym/cases/{row.pk}/runs", {"files": _code(row)})
    assert ran.status_code == 202
    assert "hint" in _post(client, f"/api/gym/cases/{row.pk}/hints", {}).json()
    body = {"files": solved(case_of(row)), "cause": FAMILY.card.cause}
    sent = _post(client, f"/api/gym/cases/{row.pk}/attempts", body).json()
    Job.objects.filter(kind="gym-case").delete()
    worked_off()

    found = client.get(f"/api/gym/attempts/{sent['attempt']['id']}").json()
    assert found["verdict"]["passed"]
    told = _post(client, f"/api/gym/cases/{row.pk}/solution", {}).json()
    assert (FAMILY.id, FAMILY.card.cause) == (told["family"], told["cause"])


def _post(client: Client, path: str, body: dict[str, Any]) -> Any:
    return client.post(path, json.dumps(body), content_type="application/json")


def test_no_code_runs_where_it_cannot_be_confined(
    client: Client, learner: Learner, row: GymCase, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """A shared server refuses before anything is stored."""
    settings.LOCAL = False
    monkeypatch.setattr(judges, "confinement", lambda: (Level.SEALED, "no namespaces"))

    for action in ("run", "submit"):
        form = _form(_code(row), 1, action=action, cause=["nothing"])
        assert client.post(f"/gym/{row.pk}/work", form).status_code == 400
    assert client.post("/gym/start", {"seed": "5"}).status_code == 400
    assert not learner.jobs.exists()
    assert not GymAttempt.objects.exists()


def test_a_case_is_prepared_once(learner: Learner, row: GymCase) -> None:
    """Proving it again changes nothing."""
    before = row.project
    assert before == prepare(row, None).project  # type: ignore[arg-type]
