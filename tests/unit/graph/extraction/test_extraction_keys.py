from __future__ import annotations

import pytest

from graph.extraction.keys import Key, Scope, fold
from graph.extraction.meanings import meaning
from graph.extraction.spellings import SPELLINGS


def test_no_spelling_has_two_meanings():
    seen: dict[str, Key] = {}
    for key, spellings in SPELLINGS.items():
        for spelling in map(fold, spellings.split(",")):
            assert spelling, f"an empty spelling under {key}"
            assert seen.setdefault(spelling, key) is key, spelling


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("Director(s)", Key.DIRECTOR),
        ("release_date", Key.RELEASE),
        ("releaseYear", Key.YEAR),
        ("Dirección", Key.DIRECTOR),
        ("Réalisateur", Key.DIRECTOR),
        ("Regie", Key.DIRECTOR),
        ("Drehbuch", Key.SCREENPLAY),
        ("Laufzeit", Key.DURATION),
        ("Título original", Key.ORIGINAL_TITLE),
        ("english_title", Key.ORIGINAL_TITLE),
        ("Regissör", Key.DIRECTOR),
        ("Speelduur", Key.DURATION),
        ("Ocena", Key.SCORE),
        ("監督", Key.DIRECTOR),
        ("上映時間", Key.DURATION),
        ("MPAA rating", Key.CONTENT_RATING),
        ("imdbId", Key.IMDB),
        ("Runtime (mins)", Key.DURATION),
        ("@context", Key.TECHNICAL),
        ("", Key.TECHNICAL),
        ("mood", None),
        ("x" * 5_000, None),
    ],
)
def test_meaning(spelling, key):
    assert meaning(spelling) is key


def test_the_place_of_a_key_decides():
    assert meaning("title", Scope.FILM) is Key.FILM
    assert meaning("movie_title") is Key.FILM
    assert meaning("review-title") is Key.HEADLINE
    assert meaning("date") is Key.PUBLISHED
    assert meaning("film date") is Key.RELEASE
    assert meaning("author", Scope.FILM) is Key.SCREENPLAY
