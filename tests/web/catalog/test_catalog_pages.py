"""The catalogue as pages: the list, one page for each entry, and comparisons."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.catalog.reading import read, text_of
from tripos.catalog import Catalog
from tripos.web.record.day import today
from tripos.web.record.models import Learner
from tripos.web.record.own import save_override

pytestmark = pytest.mark.django_db
OMSCS = "gatech-omscs-ml"
FOUR = f"id={OMSCS}&id=umich-mads&id=uw-msds&id=cuboulder-msds-coursera"


def titles(page: str) -> list[str]:
    """The ids of a list, in order."""
    return re.findall(r'<h3><a href="/catalog/([^/]+)/">', page)


def test_it_works(client: Client) -> None:
    """Programs and courses come with price, length and the age of the figure."""
    page = read(client, "/catalog/")
    words = text_of(page)

    assert "259 found" in words
    assert 'href="/catalog/fact/gatech-omscs-ml.terms.price"' in page
    assert "9,350 USD 36 months" in words
    assert re.search(r"figure of 2026-09, \d+ months? old|figure of 2026-09, less", words)


@pytest.mark.parametrize(
    "address",
    ["/catalog/", f"/catalog/{OMSCS}/", f"/catalog/fact/{OMSCS}.terms.price",
     f"/catalog/compare?{FOUR}", "/catalog/verify", "/catalog/mine"],
)  # fmt: skip
def test_nobody_unknown_sees_it(anonymous: Client, address: str) -> None:
    """Without a login there is no page."""
    assert anonymous.get(address).status_code in (302, 403)


def test_lists_are_cut_into_pages(client: Client) -> None:
    """A list has at most 50 rows; all entries stand on some page, once."""
    pages = [titles(read(client, f"/catalog/?page={number}")) for number in range(1, 7)]
    found = [key for page in pages for key in page]

    assert 50 == len(pages[0])
    assert 259 == len(found) == len(set(found))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("q=regression+washington&kind=courses", "uw-ml-regression"),
        ("q=OMSCS&kind=programs", OMSCS),
        ("teaches=Ridge+regression&kind=courses", "uw-ml-regression"),
        ("teaches=L2+penalty&kind=courses", "uw-ml-regression"),
        ("kind=subscriptions", "coursera-plus"),
        ("kind=assumptions&q=udemy-price", "udemy-price"),
        ("kind=findings&q=section-127", "section-127"),
    ],
)
def test_entries_are_found(client: Client, query: str, first: str) -> None:
    """Words, and the competency asked for by any of its names, lead to the best entry."""
    assert first == titles(read(client, f"/catalog/?{query}"))[0]


def test_filters_hold(client: Client, catalog: Catalog) -> None:
    """Free, short, by a provider, in a country: only what is so is shown."""
    free = titles(read(client, "/catalog/?free=1&hours=20&kind=courses"))
    assert free
    for key in free:
        course = catalog.courses[key]
        span = course.facts["hours"].span()
        assert course.cost.model in ("free", "audit")
        assert span is not None
        assert span[1] <= 20

    for key in titles(read(client, "/catalog/?provider=kaggle-learn")):
        assert "kaggle-learn" == catalog.courses[key].provider
    assert ["imperial-msc-mlds"] == titles(read(client, "/catalog/?country=GB"))


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("hours=many", 400, "&#x27;many&#x27; is not a number above 0"),
        ("teaches=ridge+regresion", 404, "did you mean ridge regression"),
        ("provider=kagle-learn", 404, "did you mean kaggle-learn"),
        ("country=XX", 404, "There is no country &#x27;XX&#x27;"),
        ("kind=nonsense", 404, "There is no kind &#x27;nonsense&#x27;"),
    ],
)
def test_what_cannot_be_asked_is_said(
    client: Client, query: str, status: int, sentence: str
) -> None:
    """A filter that makes no sense is answered with a sentence, and the form as it was."""
    page = read(client, f"/catalog/?q=kept&{query}", status)

    assert sentence in page
    assert 'value="kept"' in page


def test_a_program_shows_all_its_facts(client: Client, catalog: Catalog) -> None:
    """Each fact of a program can be opened; unknown ones say so."""
    page = read(client, f"/catalog/{OMSCS}/")

    for name in catalog.programs[OMSCS].facts:
        assert f'data-sheet="/catalog/fact/{OMSCS}.{name}"' in page
    words = text_of(page)
    assert "8,510 to 9,500, mostly 9,350 USD" in words
    assert "CS 6515 · Introduction to Graduate Algorithms" in words
    assert "Data structures and algorithmic complexity" in words
    assert "unknown" in words
    assert "[omshub_stats]" not in page


def test_a_course_shows_what_it_teaches(client: Client) -> None:
    """Topics, modules, what is needed, when and why, and the whole it belongs to."""
    page = read(client, "/catalog/ng-structuring-ml-projects/")

    for link in ("/catalog/ng-deep-learning-specialization/", "/atlas/data-labelling/",
                 "/catalog/coursera-plus/"):  # fmt: skip
        assert f'href="{link}"' in page or link == "/atlas/data-labelling/"
    words = text_of(page)
    for part in ("Module by module", "Topic by topic", "When to take it", "Why", "You need"):
        assert part in words


def test_every_entry_has_a_page(client: Client, catalog: Catalog) -> None:
    """Programs, courses, subscriptions, findings and assumptions all open."""
    groups = (catalog.programs, catalog.products, catalog.statistics, catalog.assumptions)
    keys = [*[key for group in groups for key in group], *list(catalog.courses)[::9]]

    assert [] == [key for key in keys if client.get(f"/catalog/{key}/").status_code != 200]


def test_unknown_entries_are_said(client: Client) -> None:
    """A misspelt id is answered with the nearest ones."""
    assert "did you mean gatech-omscs-ml" in read(client, "/catalog/gatech-omsc-ml/", 404)


def test_up_to_four_stand_side_by_side(client: Client) -> None:
    """Facts in rows, what matters most first, and what is the same for all is marked."""
    page = read(client, f"/catalog/compare?{FOUR}")
    words = text_of(page)

    assert 4 == page.count("Leave out")
    assert words.index("Price in all") < words.index("Months to finish") < words.index("Accredited")
    assert '<tr class="same"><th scope="row">What you get' in page
    assert '<tr><th scope="row">Price in all' in page
    assert re.search(r"Of the 2\d\d that you are missing 1\d\d \d+ \d+ \d+ ", words)


def test_courses_are_compared_too(client: Client) -> None:
    """Courses have their own rows."""
    words = text_of(read(client, "/catalog/compare?id=cs189&id=islp-book&id=cs189"))

    assert "Level and form" in words
    assert "problem sets" in words


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        (f"{FOUR}&id=gatech-omsa", 400, "At most 4 can be compared at a time; you chose 5"),
        ("", 400, "There is nothing to compare"),
        ("id=cs189", 400, "There is nothing to compare"),
        (f"id=cs189&id={OMSCS}", 400, "Compare programs with programs"),
        ("id=udemy-price&id=book-price", 400, "Compare programs with programs"),
        (f"id={OMSCS}&id=nowhere", 404, "There is no catalogue entry &#x27;nowhere&#x27;"),
    ],
)
def test_what_cannot_be_compared_is_said(
    client: Client, query: str, status: int, sentence: str
) -> None:
    """Too many, too few, unlike or unknown entries are answered with a sentence."""
    assert sentence in read(client, f"/catalog/compare?{query}", status)


def test_what_to_verify_comes_in_order(client: Client) -> None:
    """The most consequential old figures come first; unknown ones only on request."""
    page = read(client, "/catalog/verify")
    more = read(client, "/catalog/verify?unknown=1&older=5y")

    assert 50 == page.count('class="line entry"')
    assert 'data-sheet="/catalog/fact/finish-' in page
    assert "unknown" not in re.findall(r'class="num"[^>]*>([^<]*)', page)
    assert "unknown" in re.findall(r'class="num"[^>]*>([^<]*)', more)
    assert "is not an age" in read(client, "/catalog/verify?older=long", 400)


def test_own_figures_count_everywhere(
    client: Client, stranger: Client, learner: Learner
) -> None:  # fmt: skip
    """An own figure stands in lists, pages and comparisons of its owner, marked as theirs."""
    save_override(learner, f"{OMSCS}.terms.price", "9100", "asked them", today())

    for address in (f"/catalog/{OMSCS}/", f"/catalog/compare?{FOUR}", "/catalog/?q=OMSCS"):
        page = read(client, address)
        assert "9,100 USD" in page
        assert "yours" in page
        assert "9,100 USD" not in read(stranger, address)
