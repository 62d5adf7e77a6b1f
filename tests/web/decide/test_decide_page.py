"""The decision page."""

from __future__ import annotations

import html
import json

import pytest

from tests.decide.reports import hostile
from tests.web.made import decided, worked_off
from tripos.web.jobs.queue import cancel
from tripos.web.record.decisions import is_current, last_decision
from tripos.web.record.models import Job
from tripos.web.record.own import save_override
from tripos.web.record.person import change_person

pytestmark = pytest.mark.django_db


def test_it_works(client, learner, with_person) -> None:
    """The verdict, its reasons and every open path stand on the page."""
    with_person(learner, "ada")
    report = decided(learner).value["report"]

    page = html.unescape(client.get("/decide/").content.decode())

    assert report["verdict"]["sentence"] in page
    assert report["verdict"]["reasons"][0].lower() in page.lower()
    for path in [path for path in report["paths"] if path["eligible"]][:8]:
        assert path["title"] in page


def test_without_a_decision_it_says_what_it_would_rest_on(client) -> None:
    """A newcomer is told what is missing, and may decide all the same."""
    page = client.get("/decide/").content.decode()

    assert "your hours a week" in page
    assert 'action="/decide/run"' in page


def test_deciding_is_a_job_that_leads_back(client, learner, with_person, settings) -> None:
    """The job runs, its result is stored with its inputs, and a reload costs nothing."""
    with_person(learner, "nurse")
    answer = client.post("/decide/run")
    job = learner.jobs.get()
    assert f"/jobs/{job.pk}/" == answer.url
    settings.PLAN_SECONDS, settings.DRAWS = 0.5, 300

    (ended,) = worked_off()

    assert (Job.DONE, "") == (ended.state, ended.error)
    assert "/decide/" == client.get(f"/jobs/{job.pk}/").url
    result = last_decision(learner)
    assert result is not None
    assert is_current(learner, result)
    assert 200 == client.get("/decide/").status_code
    assert 1 == learner.jobs.count()


def test_pressing_twice_makes_one_job(client, learner) -> None:
    """The same question that already waits is not asked again."""
    client.post("/decide/run")
    client.post("/decide/run")

    assert 1 == learner.jobs.count()


def test_a_cancelled_job_changes_nothing(client, learner) -> None:
    """Cancelling says so on the page; there is no decision."""
    client.post("/decide/run")
    cancel(learner.jobs.get())

    assert "Cancelled; nothing was changed" in client.get("/decide/").content.decode()
    assert last_decision(learner) is None


def test_the_page_says_when_figures_have_changed(client, learner, with_person) -> None:
    """After an override, a correction or a change of profile the decision is out of date."""
    with_person(learner, "ada")
    decided(learner)
    said = "Something this rests on has changed"
    assert said not in client.get("/decide/").content.decode()

    save_override(learner, "finish-course.value", "0.9", "my own log", _today())

    assert said in client.get("/decide/").content.decode()


def _today():
    import datetime as dt

    return dt.date(2026, 11, 28)


def test_a_changed_profile_is_noticed(client, learner, with_person) -> None:
    """More hours a week make the decision out of date."""
    with_person(learner, "ada")
    result = decided(learner)

    change_person(learner, {"means.hours_per_week": 20})

    assert not is_current(learner, result)


def test_it_says_what_moved_against_the_decision_before(client, learner, with_person) -> None:
    """The second decision is compared with the first."""
    with_person(learner, "ada")
    decided(learner, "ada")
    decided(learner, "nurse")

    assert "Against the decision before" in client.get("/decide/").content.decode()


def test_weights_are_stored(client, learner) -> None:
    """What matters can be weighed; nonsense is told."""
    client.post("/decide/weights", {"soon": "2", "money": "0"})
    learner.refresh_from_db()
    assert {"soon": 2.0, "money": 0.0} == learner.person["preferences"]["weights"]

    answer = client.post("/decide/weights", {"soon": "much"})
    assert 400 == answer.status_code
    assert "is not a number" in answer.content.decode()


def test_every_figure_of_a_path_leads_to_its_source(client, learner, with_person) -> None:
    """Each linked number opens a page with a formula and sources, and offers to know better."""
    with_person(learner, "ada")
    report = decided(learner).value["report"]
    page = client.get("/decide/").content.decode()
    path = next(p for p in report["paths"] if p["kind"] == "degree" and p["eligible"])

    address = f"/decide/number/{path['id']}.cost.p50"
    assert f'data-sheet="{address}"' in page
    sheet = client.get(address).content.decode()
    assert "I know better" in sheet
    assert "price of the term" in sheet


def test_all_linked_numbers_exist(client, learner, with_person) -> None:
    """No link of the page to a number leads nowhere."""
    with_person(learner, "ada")
    decided(learner)
    page = client.get("/decide/").content.decode()
    links = {part.partition('"')[0] for part in page.split('data-sheet="')[1:]}

    assert len(links) > 30
    assert [] == [link for link in links if client.get(link).status_code != 200]


def test_an_unknown_number_is_told(client, learner, with_person) -> None:
    """A number that does not exist is answered with the nearest ones."""
    with_person(learner, "ada")
    decided(learner)

    answer = client.get("/decide/number/gatech-omscs-ml.cots")

    assert 404 == answer.status_code
    assert "gatech-omscs-ml.cost" in answer.content.decode()


def test_hostile_texts_stay_text(client, learner, with_person) -> None:
    """Nothing of a report is taken for markup."""
    with_person(learner, "ada")
    result = decided(learner)
    result.value["report"] = hostile(result.value["report"])
    result.save()

    page = client.get("/decide/").content.decode()

    assert "<script>alert" not in page
    assert 'href="javascript:' not in page


def test_a_stranger_has_no_part_in_it(client, stranger, learner, with_person) -> None:
    """Another account sees neither the decision nor its jobs."""
    with_person(learner, "ada")
    decided(learner)
    client.post("/decide/run")
    job = learner.jobs.get()

    assert "No study" not in stranger.get("/decide/").content.decode()
    assert 404 == stranger.get(f"/jobs/{job.pk}/").status_code
    assert 404 == stranger.post(f"/jobs/{job.pk}/cancel").status_code
    assert 400 == stranger.get("/decide/number/stay.worth").status_code


def test_stored_values_are_plain(learner, with_person) -> None:
    """What is stored of a decision is JSON without surprises."""
    with_person(learner, "ada")
    value = decided(learner).value

    assert value == json.loads(json.dumps(value, allow_nan=False))
