"""Who plays in the film, in prose."""

import pytest

from graph.extraction.casting import played_by


def actors(told):
    return [(role.actor.name, role.character) for role in told.movie("actor")]


@pytest.mark.parametrize(
    ("sentence", "cast"),
    [
        ("It stars Ann Berg and Max Roe, and is long.", [("Ann Berg", ""), ("Max Roe", "")]),
        ("The Swedish actress Ann Berg is in every shot.", [("Ann Berg", "")]),
        ("Ann Berg’s quiet performance is everything.", [("Ann Berg", "")]),
        ("Ann Berg plays the doctor Ester with care.", [("Ann Berg", "Ester")]),
        ("The classic that made Ann Berg a star.", [("Ann Berg", "")]),
        ("Un hombre interpretado por Max Roe.", [("Max Roe", "")]),
        ("It reminded me of the actress Ann Berg.", []),
        ("It is louder, like the film starring Ann Berg.", []),
        ("The director Ann Berg and the actress Ann Berg are one.", []),
        ("The actors are good.", []),
    ],
)
def test_actors_in_prose(tell, sentence, cast):
    assert actors(tell(sentence, {"film": "Silence"})) == cast


@pytest.mark.parametrize(
    ("sentence", "cast"),
    [
        ("Die Protagonistin Clara ([[Ann Berg]]) sucht.", [("Ann Berg", "Clara")]),
        ("Ihre Großmutter Iris Dahl ([[Ann Berg]]) weiß es.", [("Ann Berg", "Iris Dahl")]),
        ("Er lebt mit seinem Vater ([[Max Roe]]).", [("Max Roe", "")]),
        ("Er lebt mit seinem Vater (Max Roe).", []),
        ("Jan und Ole, beide gespielt von [[Max Roe]], kehren zurück.",
         [("Max Roe", "Jan"), ("Max Roe", "Ole")]),
    ],
)  # fmt: skip
def test_linked_actors_in_german(tell, sentence, cast):
    assert actors(tell(sentence, {"film": "Stille", "lang": "de"}, format="markdown")) == cast


@pytest.mark.parametrize(
    "text", ["Al " * 60_000, "starring " * 20_000, "Al Bo plays " * 15_000, "Al and " * 25_000]
)
def test_hostile_prose_takes_no_longer_than_its_length(text):
    assert len(list(played_by("X", text, set()))) <= 100
