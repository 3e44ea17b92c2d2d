"""Whose a table is."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from graph.letterboxd import Reviewer, called, reviewers, unsigned

ANN, OTHER, BO = (
    Reviewer(NamedNode(f"https://films.example/person/{slug}#person"), name)
    for slug, name in (("ann-lee", "Ann Lee"), ("ann-lee-2", "Ann Lee"), ("bo-ek", "Bo Ék"))
)


def test_who_wrote_and_saw_the_most_comes_first_and_who_made_films_not_at_all(site):
    site.film("Heat", 1995, "Michael Mann")
    site.viewing("Heat", by="Bo Ek")
    site.review("Heat", "Long.", by="Ann Lee")
    site.viewing("Heat", by="Ann Lee")
    assert [one.name for one in reviewers(site.reader)] == ["Ann Lee", "Bo Ek"]


def test_what_names_nobody_is_counted_once(site):
    site.film("Heat")
    site.review("Heat", "Long.", by="", seen=["2024-05-01"])
    site.viewing("Heat", by="")
    site.review("Heat", "Mine.", seen=["2024-05-01"])
    assert unsigned(site.reader) == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Bo Ék", [BO]),
        ("bo ek", [BO]),
        ("bo-ek", [BO]),
        ("/person/bo-ek", [BO]),
        ("person/bo-ek/", [BO]),
        ("https://films.example/person/bo-ek#person", [BO]),
        ("Ann Lee", [ANN, OTHER]),
        ("person/ann-lee", [ANN]),
        ("ann-lee-2", [OTHER]),
        ("Cy", []),
        ("", []),
    ],
)
def test_a_person_is_meant_by_name_or_page(words, found):
    assert called([ANN, OTHER, BO], words) == found
