"""What pages keep of a state of the graph, and share: never stale, never another page's."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace
from pyoxigraph import NamedNode, Store

from graph.records import Link, PartialDate, Person, Rating, Review, Text, Viewing
from server.app import create_app
from server.config import Config
from server.pages import Pages, listings
from server.pages.kept import Memo
from tests.unit.server.pages.conftest import BASE, REVIEW, SESSIONS, Site

ADA = Person("Ada Critic")
FILM = NamedNode(f"{BASE}movie/the-sessions-2012#movie")
PATHS = (
    "/movie/the-sessions-2012",
    "/movie/the-sessions-2012/reviews",
    "/review/a-touching-exploration",
    "/review/second",
    "/viewing/seen",
    "/person/ada-critic",
    "/person/ada-critic/reviews",
    "/person/ben-lewin",
    "/person/john-hawkes",
    "/organization/the-weekly",
    "/",
    "/reviews",
    "/movies",
    "/people",
    "/viewings",
)


def fresh(site: Site, config: Config) -> FlaskClient:
    """A server that has not answered anything yet."""
    pages = Pages(config, site, site.resolve, site.claims).blueprint()
    return create_app(config, [pages]).test_client()


def bodies(client: FlaskClient, mounted: str = "") -> dict[str, str]:
    answers = {path: client.get(path, base_url=f"http://localhost{mounted}") for path in PATHS}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {path: answer.text for path, answer in answers.items()}


@pytest.fixture
def grown(site: Site) -> Site:
    """Two reviews of a film by one person, and a viewing."""
    second = replace(REVIEW, name=Text("Seen Again", "en"), author=(ADA,))
    site.review("second", second, FILM)
    site.viewing(
        "seen", Viewing((ADA,), PartialDate(2012, 2, 29), Link("https://a.example/")), FILM
    )
    return site


def test_nothing_is_stale_after_a_new_snapshot(grown: Site, config: Config) -> None:
    client = fresh(grown, config)
    before = bodies(client)
    assert bodies(client) == before
    grown.store, grown.version = Store(), "2"
    score = Rating(Decimal(2), Decimal(5), Decimal("0.5"))
    grown.film("the-sessions-2012", replace(SESSIONS, name=Text("The Surrogate", "de")))
    for name in ("a-touching-exploration", "second"):
        changed = Review(
            name=Text(f"{name} changed", "en"), reviewBody=Text("Stay away.", "en"), author=(ADA,),
            publisher=Text("The Weekly"), datePublished=PartialDate(2014, 3, 1), reviewRating=score,
        )  # fmt: skip
        grown.review(name, changed, FILM)
    grown.viewing("seen", Viewing((ADA,), PartialDate(2013, 2, 1)), FILM)
    after = bodies(client)
    assert after == bodies(fresh(grown, config))
    same = {path for path in PATHS if before[path] == after[path]}
    assert same <= {"/people"}  # nobody is called otherwise


def test_what_pages_share_is_the_same_whichever_was_asked_first(
    grown: Site, config: Config
) -> None:
    client = fresh(grown, config)
    backwards = {path: client.get(path).text for path in reversed(PATHS)}
    assert backwards == bodies(fresh(grown, config))
    assert backwards == {path: fresh(grown, config).get(path).text for path in PATHS}


def test_addresses_are_those_of_where_the_site_is_mounted(grown: Site, config: Config) -> None:
    client = fresh(grown, config)
    plain, mounted = bodies(client), bodies(client, "/films")
    assert mounted == bodies(fresh(grown, config), "/films")
    assert bodies(client) == plain
    for path in PATHS:
        assert 'href="/movie' not in mounted[path]


def test_films_of_one_name_and_year_are_in_the_order_of_their_addresses(
    site: Site, config: Config
) -> None:
    names = [f"the-sessions-2012--{letter}" for letter in "hgfedcba"]
    for name in names:
        site.film(name, SESSIONS)
    html = fresh(site, config).get("/person/ben-lewin").text
    directed = html[: html.index("<h2>Writer</h2>")]
    places = [directed.index(f'"/movie/{name}"') for name in names]
    assert places == sorted(places, reverse=True)


def test_the_ratings_of_a_long_list_are_not_stale_either(
    grown: Site, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "LONGEST", 1)
    client = fresh(grown, config)
    before = client.get("/person/ada-critic").text
    assert client.get("/person/ada-critic").text == before
    again = replace(
        REVIEW, author=(ADA,), reviewRating=Rating(Decimal(1), Decimal(5), Decimal("0.5"))
    )
    grown.review("third", again, FILM)
    grown.version = "2"
    after = client.get("/person/ada-critic").text
    assert after == fresh(grown, config).get("/person/ada-critic").text
    assert spread(after) != spread(before)


def spread(html: str) -> str:
    return html.partition('<figure class="distribution">')[2].partition("</figure>")[0]


def test_what_was_asked_for_of_late_is_kept_and_the_rest_goes() -> None:
    kept, made = Memo[str](most=2), []

    def make(wanted: Sequence[str]) -> dict[str, str]:
        made.extend(wanted)
        return {iri: iri.upper() for iri in wanted}

    for asked in ("ab", "c", "a", "d", "e", "a"):
        assert kept.of(list(asked), make) == list(asked.upper())
    assert made == ["a", "b", "c", "d", "e"]  # the second generation took “a” along
    assert kept.of(list("bb"), make) == ["B", "B"]
    assert made[5:] == ["b"]
    assert kept.one("none", lambda: None) is None


def test_nothing_is_stale_after_a_claim_that_is_not_believed(site: Site, config: Config) -> None:
    """It changes the ledger, and nothing of the graph."""
    writings = 1
    pages = Pages(config, site, site.resolve, site.claims, changes=lambda: writings).blueprint()
    client = create_app(config, [pages]).test_client()
    path = "/movie/the-sessions-2012"
    before = client.get(path)
    assert client.get(path, headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    first, other = site.claimed[7]
    site.claimed[7] = [first, replace(other, value="104 minutes")]
    writings = 2
    after = client.get(path, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "104 minutes" in after.text
    assert after.headers["ETag"] == fresh(site, config).get(path).headers["ETag"]


def test_settings_that_a_page_shows_are_in_its_tag(site: Site, config: Config) -> None:
    path = "/movie/the-sessions-2012"
    other = dataclasses.replace(config, static=1)
    tags = {fresh(site, each).get(path).headers["ETag"] for each in (config, other)}
    assert len(tags) == 2
