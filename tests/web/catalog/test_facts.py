"""One fact: its source, date and confidence, and the learner's own figure in its place."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.web.catalog.reading import read, text_of
from tripos.catalog import facts_of
from tripos.web.record.day import today
from tripos.web.record.models import Learner
from tripos.web.record.own import catalog_of

pytestmark = pytest.mark.django_db
PRICE = "gatech-omscs-ml.terms.price"
SEATS = "gatech-omscs-ml.registration_scarcity"
PAGE = f"/catalog/fact/{PRICE}"
GOOD = {"action": "save", "value": "9100..9500", "source": "https://example.org/fees"}


def send(client: Client, path: str, **form: str) -> Any:
    """The answer to a form of the fact at `path`."""
    return client.post(f"/catalog/fact/{path}", form)


def value_of(learner: Learner, path: str) -> Any:
    """The value that counts for the learner."""
    key, _, name = path.partition(".")
    return facts_of(catalog_of(learner).entries[key])[name].value


def test_it_works(client: Client) -> None:
    """A fact says what it is, since when, from where, and how far to trust it."""
    page = read(client, PAGE)
    words = text_of(page)

    assert "8,510 to 9,500, mostly 9,350 USD" in words
    assert "As of 2026-09" in words
    assert "Judged, or derived from other figures." in words
    assert "Public notes on AI degrees worldwide" in words
    assert "225 USD a credit plus fees" in words
    assert 'href="/catalog/gatech-omscs-ml/"' in page


def test_a_sheet_is_only_the_fact(client: Client) -> None:
    """Where the page asks for a sheet, it gets the fact and a form that leads back to the page."""
    headers = {"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1/decide/#money"}
    page = client.get(PAGE, headers=headers).content.decode()

    assert page.lstrip().startswith("<h1>")
    assert "<html" not in page
    assert '<input type="hidden" name="next" value="/decide/">' in page


def test_an_own_figure_is_saved(client: Client, learner: Learner) -> None:
    """A saved figure counts from then on; both figures stand beside each other."""
    answer = send(client, PRICE, **GOOD)

    assert (303, PAGE) == (answer.status_code, answer["Location"])
    assert {"low": 9100, "high": 9500} == value_of(learner, PRICE)
    words = text_of(read(client, PAGE))
    assert "now yours: 9,100 to 9,500 USD" in words
    assert "Your own figure; it wins over the catalogue's." in words.replace("&#x27;", "'")
    assert "What the catalogue says 8,510 to 9,500, mostly 9,350 USD" in words
    assert 'value="9100..9500"' in read(client, PAGE)


def test_it_leads_back_to_where_it_was_opened(client: Client) -> None:
    """After saving, the page the figure was opened from is shown again."""
    assert "/decide/?x=1" == send(client, PRICE, **GOOD, next="/decide/?x=1")["Location"]
    answer = client.post(PAGE, {**GOOD, "next": "/decide/"}, headers={"HX-Request": "true"})
    assert "/decide/" == answer["HX-Redirect"]


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", ""],
)
def test_it_never_leads_elsewhere(client: Client, elsewhere: str) -> None:
    """An address of another site is not followed."""
    assert PAGE == send(client, PRICE, **GOOD, next=elsewhere)["Location"]


def test_an_own_figure_is_removed(client: Client, learner: Learner) -> None:
    """Taken back, the catalogue's figure counts again."""
    send(client, PRICE, **GOOD)
    answer = send(client, PRICE, action="remove")

    assert 303 == answer.status_code
    assert 9350 == value_of(learner, PRICE)["mode"]
    assert "figure counts again" in read(client, PAGE)
    assert 400 == send(client, PRICE, action="remove").status_code


def test_figures_are_nobody_elses(client: Client, stranger: Client) -> None:
    """The figure of one learner is neither seen nor removed by another."""
    send(client, PRICE, **GOOD)

    assert "9,100" not in read(stranger, PAGE)
    assert 400 == send(stranger, PRICE, action="remove").status_code
    assert "9,100" in read(client, PAGE)


def test_nobody_unknown_changes_anything(anonymous: Client, learner: Learner) -> None:
    """Without a login nothing is saved."""
    assert send(anonymous, PRICE, **GOOD).status_code in (302, 403)
    assert 0 == learner.overrides.count()


@pytest.mark.parametrize(
    ("path", "value", "source", "sentence"),
    [
        (PRICE, "cheap", "x", "&#x27;cheap&#x27; is not a number or a range"),
        (PRICE, "", "x", "The value is empty"),
        (PRICE, "9500..9100", "x", "write the lowest figure first"),
        (PRICE, "-5", "x", "is negative"),
        (PRICE, "nan", "x", "is not a number"),
        (PRICE, "9100", "  ", "Source: say where you know it from"),
        (PRICE, "9100", "x" * 501, "Too long"),
        (SEATS, '{"low": "\\u0000"}', "x", "zero bytes"),
        (SEATS, '{"low": "\\ud800"}', "x", "broken characters"),
        ("gatech-omscs-ml.terms.award", "diploma", "x", "is none of master, certificate"),
        ("gatech-omscs-ml.terms.full_time_only", "maybe", "x", "neither yes nor no"),
        ("gatech-omscs-ml.terms.intake_months", "13", "x", "must be a list of months from 1 to 12"),
        ("cs189.hours", "0", "x", "Hours must be more than 0"),
    ],
)  # fmt: skip
def test_mistakes_are_said_and_nothing_is_lost(
    client: Client, learner: Learner, path: str, value: str, source: str, sentence: str
) -> None:
    """What cannot be is answered with a sentence, and the form as it was typed."""
    answer = send(client, path, action="save", value=value, source=source)
    page = answer.content.decode()

    assert 400 == answer.status_code
    assert sentence in page
    assert 'aria-invalid="true"' in page
    assert source in page
    assert 0 == learner.overrides.count()


def test_mistakes_stay_in_the_sheet(client: Client) -> None:
    """A mistake made in a sheet is shown in the sheet."""
    form = {**GOOD, "value": "cheap", "next": "/decide/"}
    answer = client.post(PAGE, form, headers={"HX-Request": "true"})

    assert 400 == answer.status_code
    assert answer.content.decode().lstrip().startswith("<h1>")
    assert 'name="next" value="/decide/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("finish-course.value", "49%", 0.49),
        ("finish-course.value", "30% .. 60%", {"low": 0.3, "high": 0.6}),
        ("coursera-plus.monthly", "49", 49),
        ("gatech-omscs-ml.terms.full_time_only", "yes", True),
        ("gatech-omscs-ml.terms.intake_months", "1; 8", [1, 8]),
        ("bellevue-msds.terms.price", "12,000", 12000),
        ("cs189.status", "retired", "retired"),
        ("section-127.value", "5250", 5250),
    ],
)
def test_each_kind_of_fact_takes_its_kind_of_value(
    client: Client, learner: Learner, path: str, typed: str, value: object
) -> None:
    """Shares, figures, answers, lists and words are taken, for assumptions and findings as well."""
    assert 303 == send(client, path, action="save", value=typed, source="asked").status_code
    assert value == value_of(learner, path)


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("gatech-omscs-ml.terms.award", "One of: master, certificate, credential."),
        ("cuboulder-msai-coursera.terms.full_time_only", "Yes or no."),
        ("gatech-omscs-ml.terms.intake_months", "semicolons"),
        ("finish-course.value", "As a share: 0.49 or 49%."),
        ("bellevue-msds.terms.price", "In USD."),
        ("cs189.status", "In words"),
    ],
)
def test_the_form_says_how_to_write_it(client: Client, path: str, hint: str) -> None:
    """Each kind of fact has a hint, also where nothing is known yet."""
    assert hint in text_of(read(client, f"/catalog/fact/{path}"))


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("nowhere.price", 404, "There is no catalogue entry &#x27;nowhere&#x27;"),
        ("cs189.prise", 400, "has no fact &#x27;prise&#x27;"),
        ("cs189", 400, "has no fact"),
    ],
)
def test_unknown_facts_are_said(client: Client, path: str, status: int, sentence: str) -> None:
    """A path that leads nowhere is answered with a sentence, to see and to save."""
    assert sentence in read(client, f"/catalog/fact/{path}", status)
    assert status == send(client, path, **GOOD).status_code


def test_neither_saving_nor_removing_is_a_mistake(client: Client) -> None:
    """A form that says neither changes nothing."""
    assert 400 == send(client, PRICE, value="1", source="x").status_code


def test_own_words_are_escaped(client: Client) -> None:
    """What is typed comes back as text; a source that is no web address is no link."""
    send(client, PRICE, action="save", value="9100", source="<b>javascript:alert(1)</b>")
    page = read(client, PAGE) + read(client, "/catalog/gatech-omscs-ml/")

    assert "<b>javascript" not in page
    assert 'href="javascript' not in page


def test_a_finding_keeps_its_caveats(client: Client) -> None:
    """The caveats of a finding travel with its figure."""
    words = text_of(read(client, "/catalog/fact/mooc-registrant-certified-2013.value"))

    assert "Mind that: Old, free-certificate era" in words
    assert "5.13% of registrations" in words


def test_the_day_is_noted(client: Client, learner: Learner) -> None:
    """An own figure carries the day on which it was given."""
    send(client, PRICE, **GOOD)

    assert str(today()) == learner.overrides.get().as_of
