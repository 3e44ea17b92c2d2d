"""The full-text index read out: words, where they stand, and what is shown of things."""

from __future__ import annotations

from graph.ledger.indexed import Name


def test_every_word_is_told_with_where_it_stands(shelf) -> None:
    film = shelf.ids[shelf.film("Amélie", "Le Fabuleux Destin")]
    review = shelf.ids[shelf.review("Paris by night", "night after night")]
    indexed = shelf.ledger.indexed
    assert ("amelie", 1) in indexed.vocabulary("film_words")
    assert set(indexed.places("film_words", "destin")) == {(film, "names")}
    night = sorted(indexed.places("review_words", "night"))
    assert night == [(review, "body"), (review, "body"), (review, "headline")]
    assert list(indexed.named("night")) == [(review, "headline")]
    assert indexed.lengths() == {review: 3}
    assert indexed.total() == 1


def test_what_is_shown_of_a_review_names_its_film(shelf) -> None:
    film = shelf.film("Heat", year=1995)
    shelf.review("", "Cold.", film=film, day="2020-01-02", rating=8)
    shown = {each.kind: each for each in shelf.ledger.indexed.shown(shelf.ids.values()).values()}
    review = shown["review"]
    assert (review.name, review.day, review.rating) == ("Review of Heat", "2020-01-02", 8)
    assert review.film == Name("Heat", film, 1995)
    people = [shelf.person("Bo Ek"), shelf.person("Ann Lee"), shelf.person("Zoe Ray")]
    path = shelf.review("Two views", film=film, by=" + ".join(people))
    by = shelf.ledger.indexed.shown([shelf.ids[path]])[shelf.ids[path]].by
    assert by == (Name("Ann Lee", people[1]), Name("Bo Ek", people[0]), Name("Zoe Ray", people[2]))
    ids = [shelf.ids[person] for person in people]
    assert {each.reviews for each in shelf.ledger.indexed.shown(ids).values()} == {1}
    assert (shown["movie"].reviews, shown["movie"].year) == (1, 1995)
    assert shelf.ledger.indexed.shown([10**9]) == {}
