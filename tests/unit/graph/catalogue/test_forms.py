"""Which spellings of a title find each other."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.catalogue.forms import LONGEST, WEAK, title_forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rocky II", "rocky 2"),
        ("Twelve Angry Men", "12 Angry Men"),
        ("Misérables, Les", "Les Miserables"),
        ("Avventura, L’", "L'avventura"),
        ("Thelma & Louise", "Thelma and Louise"),
        ("Bibi & Tina", "Bibi und Tina"),
        ("Heat (1995)", "Heat"),
        ("“Heat” (1995 film)", "HEAT"),
        ("The Thing", "Thing, The"),
        ("WALL·E", "Wall-E"),
        ("The Godfather Part I", "The Godfather: Part One"),
        ("The Godfather Pt. II", "The Godfather Part 2"),
        ("Kill Bill: Vol. 1", "Kill Bill Volume One"),
        ("John Wick: Ch. 2", "John Wick: Chapter Two"),
        ("Die Nibelungen, Teil 1", "Die Nibelungen, Part 1"),
        ("Alien³", "Alien 3"),
        ("District9", "District 9"),
        ("Twenty-One Grams", "21 Grams"),
        ("40 Guns", "Forty Guns"),
        ("One Hundred and One Dalmatians", "101 Dalmatians"),
        ("(500) Days of Summer", "Five Hundred Days of Summer"),
        ("Twenty Thousand Leagues", "20,000 Leagues"),
        ("20.000 Meilen", "20000 Meilen"),
        ("Nineteen Eighty-Four", "1984"),
    ],
)
def test_the_same_words(one: str, other: str) -> None:
    assert title_forms(one)[0] == title_forms(other)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("8½", "81/2"),
        ("Rocky", "Rocky II"),
        ("I, Robot", "1, Robot"),
        ("V", "5"),
        ("Heat", "The Heat Is On"),
        ("Les Misérables", "Misérables"),
        ("Star Wars", "Star Wars: A New Hope"),
        ("Kill Bill: Vol. 1", "Kill Bill: Vol. 2"),
        ("It: Part Two", "It: Part Three"),
        ("It: Part Two", "It: Chapter Two"),
        ("The Band", "The Volume"),
        ("One, Two, Three", "Six"),
        ("Ten Thirty", "1030"),
        ("Twenty and One", "21"),
    ],
)
def test_other_words(one: str, other: str) -> None:
    assert title_forms(one)[0] != title_forms(other)[0]


@pytest.mark.parametrize(
    ("title", "weak"),
    [
        ("Star Wars: A New Hope", "star wars"),
        ("Star Wars – A New Hope", "star wars"),
        ("Rogue: One Last Job", "1 last job"),
        ("Birdman or (The Unexpected Virtue of Ignorance)", "birdman"),
        ("Dr. Strangelove or: How I Learned", "dr strangelove"),
        ("Les Misérables", "miserables"),
        ("L’Avventura", "avventura"),
        ("The Godfather Part II", "godfather 2"),
    ],
)
def test_what_a_weak_form_leaves_out(title: str, weak: str) -> None:
    strong, *others = title_forms(title)
    assert not strong.startswith(WEAK)
    assert WEAK + weak in others


def test_a_title_of_nothing_has_no_form() -> None:
    assert title_forms("") == title_forms("  ") == ()


@given(st.text(max_size=60))
@example("~")
@example("~ ~…")
def test_forms_of_any_text(title: str) -> None:
    forms = title_forms(title)
    assert len(forms) == len(set(forms)) <= 5
    assert all(form.startswith(WEAK) == bool(place) for place, form in enumerate(forms))
    assert WEAK not in forms


def test_an_endless_title_counts_up_to_a_length() -> None:
    assert title_forms("ab " * 5_000) == title_forms(("ab " * 5_000)[:LONGEST])
