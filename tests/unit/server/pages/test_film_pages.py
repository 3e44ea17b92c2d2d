"""What the pages of films, reviews and people say beyond their own facts, and the front page."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode

from graph.findings import Finding
from graph.records import PartialDate, Person, Rating, Review, Text
from server.app import create_app
from server.config import Config
from server.pages import Pages
from server.pages.contexts import ListPage

BASE = "https://films.example/"
FILM, REVIEW = "/movie/the-sessions-2012", "/review/a-touching-exploration"
IRI = NamedNode(f"{BASE}movie/the-sessions-2012#movie")
LARGEST_PAGE = 60_000
"""Bytes of HTML."""


def review(stars: str, author: str, year: int = 2020, text: str = "Go.") -> Review:
    return Review(
        name=Text(f"{author} on it", "en"),
        reviewBody=Text(text, "en"),
        author=(Person(author),),
        datePublished=PartialDate(year, 5, 1),
        reviewRating=Rating(Decimal(stars), Decimal(5), Decimal(1)),
    )


@pytest.fixture
def rated(site, client: FlaskClient) -> FlaskClient:
    """The Sessions has three reviews, of one, three and a half, and five stars."""
    site.review("low", review("1", "Bob"), IRI)
    site.review("high", review("5", "Cem", 2021), IRI)
    site.version = "2"
    return client


def labels(html: str) -> list[str]:
    return re.findall(r'<svg role="img"[^>]* aria-label="([^"]*)"', html)


def test_the_ratings_of_a_film_as_a_distribution(rated: FlaskClient) -> None:
    html = rated.get(FILM).text
    (label,) = labels(html)
    assert label.startswith("3 ratings, from 1 to 5 stars: ")
    for part in ("1 star: 1", "3½ stars: 1", "5 stars: 1", "4 stars: 0"):
        assert part in label
    assert html.count("<rect ") == 11
    assert "style=" not in html


def test_where_reviewers_disagree(site, rated: FlaskClient) -> None:
    site.claimed[7].reverse()  # what is published goes first in any case
    html = rated.get(FILM).text
    section = html[html.index("Where reviewers disagree") :]
    assert section.index("1 out of 5") < section.index("Bob")
    assert section.index("Bob") < section.index("5 out of 5") < section.index("Cem")
    assert "95 minutes</bdi> or <bdi>98 minutes" in section
    assert f'href="{FILM}/claims"' in section


def test_all_reviews_disagree_and_not_the_latest_alone(site, rated: FlaskClient) -> None:
    for number in range(60):
        site.review(f"r{number}", review("4", f"Critic {number}", 2022), IRI)
    site.version = "62"
    html = rated.get(FILM).text
    section = html[html.index("Where reviewers disagree") :]
    assert section.index("1 out of 5") < section.index("Bob")
    assert section.index("Bob") < section.index("5 out of 5") < section.index("Cem")


def test_the_mean_on_a_page_is_that_of_the_scores(site, client: FlaskClient) -> None:
    for number in range(3):
        given = Review(
            reviewBody=Text("Go."),
            author=(Person("Dora"),),
            reviewRating=Rating(Decimal(74), Decimal(100), Decimal(0)),
        )
        site.review(f"of-100-{number}", given, IRI)
    site.version = "5"
    assert ">3.7 stars<" in client.get("/person/dora").text


def test_nothing_is_said_of_disagreement_where_there_is_none(site, client: FlaskClient) -> None:
    site.claimed[7] = site.claimed[7][:1]
    html = client.get(FILM).text
    assert "disagree" not in html
    assert labels(html) == []  # one rating is no distribution


def test_the_queries_behind_a_page_give_what_it_shows(site, rated: FlaskClient) -> None:
    html = rated.get(FILM).text
    paths = [p.replace("&amp;", "&") for p in re.findall(r'href="(/sparql\?query=[^"]+)"', html)]
    description, reviews = [parse_qs(urlsplit(path).query)["query"][0] for path in paths]
    assert description == f"DESCRIBE <{IRI.value}>"
    found = {row["review"].value for row in site.store.query(reviews)}
    shown = {BASE + path for path in re.findall(r'href="/(review/[^"]+)"', html)}
    assert {iri.partition("#")[0] for iri in found} == shown


def test_five_hundred_reviews(site, client: FlaskClient) -> None:
    for number in range(500):
        text = f"Number {number}. " + "A sentence of the review that goes on for a while. " * 8
        site.review(f"r{number}", review(str(number % 5 + 1), f"Critic {number}", text=text), IRI)
    site.version = "500"
    page = client.get(FILM)
    assert len(page.data) < LARGEST_PAGE
    assert labels(page.text)[0].startswith("501 ratings, from 1 to 5 stars: ")
    assert f'href="{FILM}/reviews"' in page.text
    seen: set[str] = set()
    for number in range(1, 12):
        listed = client.get(f"{FILM}/reviews?page={number}")
        assert len(listed.data) < LARGEST_PAGE
        seen |= set(re.findall(r'href="/review/([^"]+)"', listed.text))
    assert len(seen) == 501
    assert client.get(f"{FILM}/reviews?page=12").status_code == 404


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (FILM, "Reviews of The Sessions"),
        ("/person/ada-critic", "Reviews by Ada Critic"),
        ("/organization/the-weekly", "Reviews in The Weekly"),
    ],
)
def test_all_reviews_of_something(client: FlaskClient, path: str, title: str) -> None:
    html = client.get(f"{path}/reviews").text
    assert title in html
    assert f'href="{REVIEW}"' in html


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/?utm_source=x", BASE),
        (f"{FILM}/reviews", f"{BASE}{FILM[1:]}/reviews"),
        ("/reviews?x=1", f"{BASE}reviews"),
        (FILM, f"{BASE}{FILM[1:]}"),
    ],
)
def test_a_page_has_one_address_for_search_engines(
    client: FlaskClient, path: str, canonical: str
) -> None:
    assert client.get(path).text.count(f'<link rel="canonical" href="{canonical}">') == 1


def test_further_pages_of_a_list_have_their_own() -> None:
    page = ListPage("Reviews", 90, 2, 2, address=f"{BASE}x/reviews")
    assert page.canonical == f"{BASE}x/reviews?page=2"
    assert replace(page, path="/x/reviews").canonical == f"{BASE}x/reviews/page/2"


def test_all_reviews_of_what_moved_or_is_not_there(client: FlaskClient) -> None:
    assert client.get("/movie/none/reviews").status_code == 404
    moved = client.get("/movie/the-sessions/reviews")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"{FILM}/reviews")


def test_a_review_leads_to_the_others_but_not_to_itself(rated: FlaskClient) -> None:
    html = rated.get(REVIEW).text
    others = html[html.index("Others on") :]
    assert {"/review/low", "/review/high"} <= set(re.findall(r'href="([^"]+)"', others))
    assert f'href="{REVIEW}"' not in others


def test_only_the_owner_sees_what_keeps_a_page_from_a_rich_result(site, config: Config) -> None:
    sentence = "The review has no rating."
    asked: list[str] = []

    def shortfalls(slug: str) -> list[Finding]:
        asked.append(slug)
        return [Finding("Warning", "reviewRating", sentence, "no <b>stars</b>", line=4)]

    def page(owner: bool) -> str:
        pages = Pages(
            config, site, site.resolve, site.claims, owned=lambda: owner, shortfalls=shortfalls
        )
        return create_app(config, [pages.blueprint()]).test_client().get(REVIEW).text

    assert sentence not in page(owner=False)
    assert "rich result" not in page(owner=False)
    assert asked == []
    assert sentence in page(owner=True)
    assert "no &lt;b&gt;stars&lt;/b&gt;" in page(owner=True)
    assert asked[0] == "a-touching-exploration"


def test_a_critic_has_a_mean_and_a_filmography_is_by_year(site, rated: FlaskClient) -> None:
    site.review("again", review("4", "Bob"), IRI)
    site.version = "3"
    html = rated.get("/person/bob").text
    assert "2.5 stars" in html
    assert labels(html)[0].startswith("2 ratings, from 1 to 4 stars")
    assert '<p class="kicker">Critic</p>' in html
    assert '<p class="kicker">Director, Writer</p>' in rated.get("/person/ben-lewin").text


def test_the_front_page(rated: FlaskClient) -> None:
    html = rated.get("/").text
    bill = html[html.index('class="card bill"') : html.index("</header>\n<div")]
    assert bill.index("/review/high") < bill.index("/review/low") < bill.index(REVIEW)
    assert "In short: see it." in bill  # an abstract goes before the text
    for name in ("Ada Critic", "Bob", "Cem"):
        assert name in html[html.index("The reviewers") :]
    rows = re.findall(r'<th scope="row">(\d+)</th><td>(\d+)</td><td>([\d.]+)</td>', html)
    assert rows == [("2013", "1", "3.5"), ("2020", "1", "1.0"), ("2021", "1", "5.0")]


@pytest.mark.parametrize("path", ["/movie/blade-runner-1982", "/blade_runner-1982.html"])
def test_what_is_not_there_can_be_looked_for(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert 'name="q" value="blade runner 1982"' in answer.text


def test_a_fault_of_the_server_asks_for_no_search(site, client: FlaskClient) -> None:
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    site.claimed.clear()
    answer = client.get(f"{FILM}/claims", headers={"Accept": "text/html"})
    assert answer.status_code == 500
    assert "Try again" in answer.text
    assert "look" not in answer.text
