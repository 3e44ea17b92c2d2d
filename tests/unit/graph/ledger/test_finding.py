"""The full-text search: what is found by which words, in which order, and what does no harm."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import QueryTimeoutError
from graph.ledger import Ledger, finding
from graph.ledger.finding import GROUPS, Finding, Group
from graph.values.terms import terms


def found(shelf, group: Group, query: str, size: int = 10, offset: int = 0) -> list[str]:
    hits = shelf.ledger.finding.find(group, terms(query), size, offset)
    return [hit.path for hit in hits.hits]


def total(shelf, group: Group, query: str) -> int:
    return shelf.ledger.finding.find(group, terms(query), 0).total


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("七人の侍", ("七人", "侍", "人の", "七人の侍")),
        ("千と千尋の神隠し", ("千尋", "神隠し", "千尋 神隠")),
        ("기생충", ("기생", "기생충")),
        ("Amélie", ("amelie", "AMÉLIE", "Ame\u0301lie", "amel")),
        ("Łódź", ("lodz", "łódź", "Łódz")),
        ("Ocean’s Eleven", ("oceans", "ocean's", "ocean’s eleven", "eleven ocean")),
        ("Die Straße", ("strasse", "straße", "stra")),
        ("Солярис", ("солярис", "СОЛЯР")),
        ("शोले", ("शोले",)),
        ("สุริโยไท", ("โยไท",)),
        ("ＡＫＩＲＡ", ("akira",)),
        ("8½", ("8½", "8 1/2")),
        ("C.R.A.Z.Y.", ("c.r.a.z.y.", "C R A Z Y")),
    ],
)
def test_a_title_is_found_by_its_parts(shelf, name: str, queries: tuple[str, ...]) -> None:
    shelf.film("Another", "Something else")
    path = shelf.film(name)
    for query in queries:
        assert found(shelf, "films", query) == [path], query


def test_parts_that_do_not_stand_together_are_no_title(shelf) -> None:
    shelf.film("七人の侍")
    assert not found(shelf, "films", "七侍")
    assert not found(shelf, "films", "samurai")


def test_films_are_found_by_other_names_and_people_after_those_by_name(shelf) -> None:
    by_person = shelf.film("The Thin Line", people=("rosa heat",))
    named = shelf.film("Heat")
    other = shelf.film("Brennpunkt", "Heat of the City")
    longer = shelf.film("Heathers")
    assert found(shelf, "films", "heat") == [named, other, longer, by_person]


def test_headlines_come_before_bodies_however_often_these_say_it(shelf) -> None:
    often = shelf.review("Something", "storm " * 200)
    headed = shelf.review("The Storm", "Nothing more. " * 300)
    once = shelf.review("Else", "A storm, and much more. " + "word " * 100)
    titled = shelf.review("A third", "Text.", titles=("Storm",))
    order = found(shelf, "reviews", "storm")
    assert set(order[:2]) == {headed, titled}
    assert order[2:] == [often, once]


def test_reviews_are_found_by_all_words_wherever_these_stand(shelf) -> None:
    path = shelf.review("A Fine Mess", "It rains.", authors=("Ada Critic",), titles=("Heat",))
    shelf.review("A Fine Day", "It rains.", authors=("Bob",))
    assert found(shelf, "reviews", "heat ada rains") == [path]
    assert found(shelf, "reviews", "fine") != [path]
    assert not found(shelf, "reviews", "heat bob")


def test_whole_words_of_reviews_before_beginnings_of_words(shelf) -> None:
    whole, longer = shelf.review("One", "A samurai."), shelf.review("Two", "Many samurais.")
    assert found(shelf, "reviews", "samurai") == [whole]
    assert set(found(shelf, "reviews", "samur")) == {whole, longer}


def test_a_phrase_must_stand_together(shelf) -> None:
    together = shelf.review("One", "the long take of the film")
    shelf.review("Two", "a take that is long")
    assert found(shelf, "reviews", '"long take"') == [together]
    assert total(shelf, "reviews", "long take") == 2


def test_an_excerpt_shows_where_the_words_stand_and_is_plain_text(shelf) -> None:
    shelf.review("One", "word " * 100 + "<b>the \x02hidden\x03 lamp</b> 七人の侍 " + "word " * 100)
    (hit,) = shelf.ledger.finding.find("reviews", terms("lamp 七人"), 1).hits
    assert [piece for piece, marked in hit.excerpt if marked] == ["lamp", "七人"]
    text = "".join(piece for piece, _ in hit.excerpt)
    assert "<b>the hidden lamp</b> 七人の侍" in " ".join(text.split())


def test_what_goes_while_it_is_looked_for_is_found_as_it_was(shelf, monkeypatch) -> None:
    paths = [shelf.review("One", "the same"), shelf.review("Two", "the same")]
    excerpt = Finding._excerpt

    def meanwhile(*asked):
        while paths:
            shelf.remove(paths.pop())
        return excerpt(*asked)

    monkeypatch.setattr(Finding, "_excerpt", meanwhile)
    with closing(Ledger(shelf.folder, read_only=True)) as reader:
        found = reader.finding.find("reviews", ("same",), 5)
        assert found.total == len(found.hits) == 2
        assert all(hit.excerpt for hit in found.hits)
        assert reader.finding.find("reviews", ("same",), 5).total == 0


def test_pages_of_hits(shelf) -> None:
    paths = {shelf.review(f"Number {n}", "the same") for n in range(25)}
    pages = [found(shelf, "reviews", "same", 10, offset) for offset in (0, 10, 20)]
    assert [len(page) for page in pages] == [10, 10, 5]
    assert {path for page in pages for path in page} == paths
    assert total(shelf, "reviews", "same") == 25


ATTACKS = (
    '"', '""', "' OR 1=1 --", "a AND", "OR OR", "NEAR(a b, 2)", "names : heat", "-heat", "^heat",
    "heat*", "*", "(((((", ")", "{names}: a", "a\x00b", "\ud7ff\ufffd", "%", "_", "\\", "a" * 10_000,
    "heat; DROP TABLE listed", "\u202e", "🎬", "rank", "+", "a+b", "heat NOT heat", "\u200b", "«»",
)  # fmt: skip


@pytest.mark.parametrize("query", ATTACKS)
def test_no_query_is_an_operator_or_an_error(shelf, query: str) -> None:
    shelf.film("Heat")
    shelf.review("Heat", "It is hot.")
    for group in GROUPS:
        shelf.ledger.finding.find(group, terms(query), 5)
    shelf.ledger.finding.suggest(terms(query), 5)
    shelf.ledger.finding.correct(terms(query))
    assert total(shelf, "films", "heat") == 1


def test_operators_are_words(shelf) -> None:
    with_them = shelf.review("One", "heat or not near and the like")
    shelf.review("Two", "heat")
    assert found(shelf, "reviews", "heat OR not") == [with_them]
    assert found(shelf, "reviews", "heat NOT near") == [with_them]
    assert found(shelf, "reviews", "headline : heat") == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_anything_can_be_asked(shelf, query: str) -> None:
    for group in GROUPS:
        shelf.ledger.finding.find(group, terms(query), 1)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=30).filter(lambda text: bool(terms(text))))
def test_a_name_is_found_by_itself(shelf, name: str) -> None:
    path = shelf.film(name)
    assert path in found(shelf, "films", name, size=1000)


def test_a_search_that_takes_too_long_is_given_up(shelf, monkeypatch) -> None:
    for n in range(300):
        shelf.film(f"Same {n}")
    monkeypatch.setattr(finding, "DEADLINE_S", -1.0)
    monkeypatch.setattr(finding, "_STEPS", 1)
    with pytest.raises(QueryTimeoutError, match="rarer words"):
        shelf.ledger.finding.find("films", ("same",), 10)
    monkeypatch.undo()
    assert total(shelf, "films", "same") == 300


# --- suggestions, and what was meant --------------------------------------------------------


def suggested(shelf, query: str) -> list[str]:
    return [hit.label for hit in shelf.ledger.finding.suggest(terms(query), 5)]


def test_names_that_begin_so_are_suggested_the_most_reviewed_first(shelf) -> None:
    shelf.film("The Pier")
    often = shelf.film("The Piano")
    shelf.film("A Pier", "Pierrot")
    shelf.person("Pia Holm")
    for n in range(3):
        shelf.review(f"On it {n}", film=often)
    assert suggested(shelf, "the pi") == ["The Piano", "The Pier"]
    assert suggested(shelf, "pi") == ["Pia Holm", "A Pier", "The Pier", "The Piano"]
    assert suggested(shelf, "pierrot") == ["A Pier"]
    both = f"{shelf.person('Piers Ek')} + {shelf.person('Pierre Ek')}"
    shelf.review("By two", by=both)
    assert suggested(shelf, "pie")[:2] == ["Piers Ek", "Pierre Ek"]


def test_people_of_films_are_no_names_of_them(shelf) -> None:
    shelf.film("The Thin Line", people=("rosa heat",))
    assert suggested(shelf, "heat") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tarkovksy", ("tarkovsky",)),
        ("paraside", ("parasite",)),
        ("stalkr tarkovsky", ("stalker", "tarkovsky")),
        ("stalker", ()),
        ("qqqqqqqq", ()),
        ("stlkr qqqqqqqq", ()),
        ("ab", ()),
    ],
)
def test_what_was_meant(shelf, typed: str, meant: tuple[str, ...]) -> None:
    shelf.film("Stalker", people=("andrei tarkovsky",))
    shelf.film("Parasite")
    assert shelf.ledger.finding.correct(terms(typed)) == meant
