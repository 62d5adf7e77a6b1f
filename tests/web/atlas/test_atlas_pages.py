"""The atlas as pages: the map with its lists, the search, and one page a competency."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.made import planned
from tripos.atlas import Atlas, Competency, Retired
from tripos.belief import Evidence
from tripos.web.record.knowledge import add_evidence
from tripos.web.record.models import Learner
from tripos.web.record.person import change_person

pytestmark = pytest.mark.django_db
RIDGE = "/atlas/ridge-regression/"


def text_of(page: str) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def read(client: Client, address: str, status: int = 200) -> str:
    """The content of a page."""
    response = client.get(address)

    assert status == response.status_code
    return response.content.decode()


def test_it_works(client: Client) -> None:
    """The map of areas stands beside a list with the same links."""
    page = read(client, "/atlas/")
    picture = page[page.index("<svg") : page.index("</svg>")]
    links = set(re.findall(r'href="(/atlas/area/[^"]+)"', picture))

    assert 18 == len(links)
    assert links == set(re.findall(r'href="(/atlas/area/[^"]+)"', page.replace(picture, "")))
    assert "What you could learn next" in page


@pytest.mark.parametrize("address", ["/atlas/", "/atlas/area/evaluation/", RIDGE])
def test_nobody_unknown_sees_it(anonymous: Client, address: str) -> None:
    """Without a login there is no page."""
    assert anonymous.get(address).status_code in (302, 403)


def test_what_i_know_is_mine(
    client: Client, stranger: Client, learner: Learner,
    with_person: Callable[[Learner, str], None],
) -> None:  # fmt: skip
    """What one learner knows is shown to them and to nobody else."""
    with_person(learner, "ben")

    assert "You know 20;" in text_of(read(client, "/atlas/"))
    assert "You know 0;" in text_of(read(stranger, "/atlas/"))


def test_next_comes_what_most_rests_on(client: Client) -> None:
    """What can be learned next is in order of how many targets rest on it."""
    page = text_of(read(client, "/atlas/"))
    counts = [int(n) for n in re.findall(r"(\d+) of your targets rest", page)]

    assert len(counts) > 4
    assert counts == sorted(counts, reverse=True)


def test_goals_that_cannot_be_reached_are_explained(client: Client, learner: Learner) -> None:
    """A profile without targets still shows the map, and says what is missing."""
    change_person(learner, {"goals.scope": "focused"})

    page = read(client, "/atlas/")
    assert "needs at least one competency to aim at" in page
    assert "<svg" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ridge", "Ridge regression"),
        ("q=Ridge+regression", "Ridge regression"),
        ("q=L2+regularisation", "Ridge regression"),
        ("q=ridge-regression", "Ridge regression"),
        ("area=evaluation", "Cross-validation"),
    ],
)
def test_competencies_are_found(client: Client, query: str, found: str) -> None:
    """Names, other names, ids and areas lead to a competency."""
    assert found in text_of(read(client, f"/atlas/?{query}"))


def test_the_best_hit_comes_first(client: Client) -> None:
    """The competency of that very name stands before those that only mention it."""
    page = read(client, "/atlas/?q=ridge+regression")

    assert RIDGE == re.findall(r'<h2 class="as-h3"><a href="([^"]+)"', page)[0]


def test_lists_are_cut_into_pages(client: Client) -> None:
    """No list has more than 50 rows; the rest is on the next page, with the same filter."""
    page = read(client, "/atlas/?track=research")

    assert 50 == page.count('class="line brief"')
    assert 'href="?track=research&amp;page=2"' in page
    assert 50 >= read(client, "/atlas/?track=research&page=2").count('class="line brief"') > 0
    assert "Page 1 of" in read(client, "/atlas/?track=research&page=nonsense")


def test_nothing_found_offers_the_nearest(client: Client) -> None:
    """A misspelt name is answered with names that are like it."""
    page = read(client, "/atlas/?q=Ridge+regresion")

    assert "Nothing found" in page
    assert f'href="{RIDGE}"' in page


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/atlas/?track=wizard", "There is no track &#x27;wizard&#x27;"),
        ("/atlas/?area=evalution", "did you mean evaluation"),
        ("/atlas/area/evalution/", "did you mean evaluation"),
        ("/atlas/ridge-regresion/", "did you mean ridge-regression"),
    ],
)
def test_what_does_not_exist_is_said(client: Client, address: str, sentence: str) -> None:
    """Unknown ids are answered with a sentence and the nearest ones."""
    assert sentence in read(client, address, 404)


def test_words_are_escaped(client: Client) -> None:
    """What was searched for comes back as text, not as markup."""
    page = read(client, "/atlas/?q=%3Cscript%3Ealert(1)%3C/script%3E")

    assert "<script>alert" not in page


def test_an_area_shows_its_competencies(client: Client) -> None:
    """The picture of an area and the list beside it have the same links."""
    page = read(client, "/atlas/area/regression/")
    picture = page[page.index("<svg") : page.index("</svg>")]
    links = set(re.findall(r'href="(/atlas/[^"]+/)"', picture))

    assert 21 == len(links)
    assert links <= set(re.findall(r'href="(/atlas/[^"]+/)"', page.replace(picture, "")))


def test_a_competency_is_explained(client: Client) -> None:
    """What one can do, what it needs and opens, the way to it, and who teaches it."""
    page = read(client, RIDGE)
    words = text_of(page)

    assert "Who masters it derives the ridge estimator" in words
    assert "everybody starts at 5%" in words
    for link in ("/atlas/multicollinearity/", "/atlas/feature-scaling/", "/atlas/lasso/",
                 "/atlas/area/regression/", "/catalog/cs189/",
                 "/catalog/?kind=courses&amp;teaches=ridge-regression"):  # fmt: skip
        assert f'href="{link}"' in page
    assert "35 steps, 152 hours of study" in words


def test_the_way_lists_every_card_of_the_picture(client: Client) -> None:
    """Each link of the picture stands in the list of steps, or among what is known already."""
    page = read(client, RIDGE)
    picture = page[page.index("<svg") : page.index("</svg>")]
    steps = page[page.index("</svg>") : page.index("Courses that teach it")]

    assert set(re.findall(r'href="(/atlas/[^"]+/)"', picture)) == set(
        re.findall(r'href="(/atlas/[^"]+/)"', steps)
    )


def test_long_ways_are_folded(client: Client) -> None:
    """The steps after the fiftieth are folded, and keep their numbers."""
    page = read(client, "/atlas/tabular-model-choice/")

    assert 'start="51"' in page


def test_evidence_is_shown(client: Client, stranger: Client, learner: Learner) -> None:
    """The belief comes with what it rests on, its kind and what it says; only for its owner."""
    add_evidence(learner, [Evidence("ridge-regression", "lab", 0.99, 1.0, "Ridge lab")], "api")
    words = text_of(read(client, RIDGE))

    assert "A lab: Ridge lab. It speaks for 99%." in words
    assert "✓ known" in words
    assert "You are there." in words
    assert "Ridge lab" not in read(stranger, RIDGE)


def test_what_is_implied_names_its_reason(client: Client, learner: Learner) -> None:
    """What the known rests on counts as known, and says because of what."""
    add_evidence(learner, [Evidence("ridge-regression", "lab", 0.99, 1.0, "Ridge lab")], "api")
    words = text_of(read(client, "/atlas/multicollinearity/"))

    assert "✓ known" in words
    assert "Ridge regression rests on it" in words


def test_the_plan_is_named(client: Client, stranger: Client, learner: Learner) -> None:
    """A competency says which line of the plan in force teaches it."""
    item = planned(learner).data["items"][0]
    address = f"/atlas/{item['covers'][0]}/"

    assert f'href="/plan/#{item["id"]}"' in read(client, address)
    assert "In your plan" not in read(stranger, address)


def test_retired_ids_lead_on(client: Client, atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old id of a competency leads to the page of its successor."""
    retired = Retired("tikhonov", "ridge-regression", "2026-01")
    monkeypatch.setitem(atlas.retired, "tikhonov", retired)

    assert RIDGE == client.get("/atlas/tikhonov/")["Location"]
    assert RIDGE == client.get("/atlas/Ridge-Regression/")["Location"]


def test_every_page_of_the_atlas_opens(client: Client, atlas: Atlas) -> None:
    """There is a page for each area, and for each competency a link to it."""
    pages = "".join(read(client, f"/atlas/area/{key}/") for key in atlas.areas)
    unlinked = [item for item in atlas.values() if not _linked(item, pages)]

    assert [] == unlinked


def _linked(item: Competency, pages: str) -> bool:
    return f'<h3><a href="/atlas/{item.id}/">' in pages
