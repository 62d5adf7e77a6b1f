"""The five steps of the welcome."""

from __future__ import annotations

import pytest

from tripos.web.record.person import person_of

pytestmark = pytest.mark.django_db


def _form(learner, **fields):
    return {"version": learner.version, **fields}


def test_it_works(client, learner) -> None:
    """What is entered is kept, and the next step follows."""
    answer = client.post("/welcome/1/", _form(learner, **{
        "name": "Ada", "background.degree": "bachelor", "background.years_experience": "6,5",
        "background.technical_role": "yes",
    }))  # fmt: skip

    assert "/welcome/2/" == answer.url
    learner.refresh_from_db()
    person = person_of(learner)
    assert ("Ada", "bachelor", 6.5) == (
        person.name, person.background.degree, person.background.years_experience
    )  # fmt: skip
    assert person.background.technical_role is True


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_each_step_says_why_and_can_be_skipped(client, number: int) -> None:
    """Every step shows its reason and a way past it."""
    page = client.get(f"/welcome/{number}/").content.decode()

    assert 'class="lede"' in page
    assert f'href="/welcome/{number + 1}/"' in page


def test_the_fifth_step_asks_for_postings(client, learner) -> None:
    """The last step is the page of postings, and the learner counts as welcomed."""
    assert client.get("/welcome/5/").url.startswith("/postings/")
    learner.refresh_from_db()
    assert learner.welcomed


def test_a_step_leaves_the_fields_of_others_alone(client, learner, with_person) -> None:
    """Saving one step does not touch what other steps and files say."""
    with_person(learner, "ada")
    before = learner.person

    client.post("/welcome/1/", _form(learner, name="Ada L."))

    learner.refresh_from_db()
    assert before["means"] == learner.person["means"]
    assert before["goals"] == learner.person["goals"]
    assert "Ada L." == learner.person["name"]


def test_what_is_left_empty_is_unknown(client, learner) -> None:
    """Emptying a field takes it out; nothing is guessed."""
    client.post("/welcome/3/", _form(learner, **{"means.budget.total": "3000"}))
    learner.refresh_from_db()
    client.post("/welcome/3/", _form(learner))

    learner.refresh_from_db()
    assert person_of(learner).means.budget.total is None


def test_a_usual_week_is_enough(client, learner) -> None:
    """The typical hours alone make a week with a range."""
    client.post("/welcome/3/", _form(learner, **{"means.hours_per_week.typical": "10"}))

    learner.refresh_from_db()
    week = person_of(learner).means.hours_per_week
    assert week is not None
    assert 10 == week.typical
    assert week.low < 10 < week.high


@pytest.mark.parametrize(
    ("number", "field", "typed", "said"),
    [
        (1, "background.years_experience", "six", "is not a number"),
        (1, "background.years_experience", "-1", "greater than or equal to 0"),
        (3, "means.hours_per_week.typical", "0", "more than 0"),
        (3, "means.budget.currency", "EUR", "usd_per_unit"),
        (3, "means.start", "soon", "is not a date"),
        (4, "background.ratings.statistics", "guru", "expert"),
    ],
)
def test_a_mistake_is_said_where_it_was_made(client, learner, number, field, typed, said) -> None:
    """A sentence names the mistake, what was typed stays, and nothing is stored."""
    answer = client.post(f"/welcome/{number}/", _form(learner, **{field: typed, "name": "Kept"}))

    page = answer.content.decode()
    assert 400 == answer.status_code
    assert said in page
    learner.refresh_from_db()
    assert {} == learner.person
    if number == 1:
        assert 'value="Kept"' in page


def test_two_tabs_do_not_overwrite_each_other(client, learner) -> None:
    """Who saves from an older page is told, and keeps what they typed."""
    old = learner.version
    client.post("/welcome/1/", {"version": old, "name": "First tab"})

    answer = client.post("/welcome/1/", {"version": old, "name": "Second tab"})

    assert 409 == answer.status_code
    page = answer.content.decode()
    assert "another window" in page
    assert "Second tab" in page
    learner.refresh_from_db()
    assert "First tab" == learner.person["name"]


def test_saying_again_after_a_conflict_works(client, learner) -> None:
    """The page after a conflict carries the present version, so that saving again counts."""
    old = learner.version
    client.post("/welcome/1/", {"version": old, "name": "First tab"})
    answer = client.post("/welcome/1/", {"version": old, "name": "Second tab"})
    version = answer.context["version"]

    client.post("/welcome/1/", {"version": version, "name": "Second tab"})

    learner.refresh_from_db()
    assert "Second tab" == learner.person["name"]


def test_a_stranger_sees_nothing_of_it(client, stranger, learner) -> None:
    """Another account has its own, empty profile."""
    client.post("/welcome/1/", _form(learner, name="Secret name"))

    assert "Secret name" not in stranger.get("/welcome/1/").content.decode()


def test_nobody_is_led_to_the_door(anonymous) -> None:
    """Without a session there is no profile to see."""
    assert anonymous.get("/welcome/1/").status_code in (302, 403)
