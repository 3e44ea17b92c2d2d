"""Characters and actors in brackets, where no cast list says which is which."""

import pytest

from graph.extraction.bracket_roles import Known
from graph.extraction.brackets import cast_in_brackets
from graph.extraction.other_films import ThisFilm

TOLD = "Ada (Holly Hunt) does not speak, and Ada will not. "
"""One pair that the text itself confirms."""


def actors(told):
    return {role.actor.name: role.character for role in told.movie("actor")}


@pytest.mark.parametrize(
    ("sentence", "actor", "character"),
    [
        ("Then Luke Dobbs (Wayne Marsh) comes.", "Wayne Marsh", "Luke Dobbs"),
        ("While the villain Otto (Wayne Marsh) sleeps, she plays.", "Wayne Marsh", "Otto"),
        ("Enquanto Rita (Tila Sousa) dorme, chove.", "Tila Sousa", "Rita"),
        ("Her mother (Jo Keller) listens.", "Jo Keller", ""),
        ("Sua mãe (Jo Keller) escuta.", "Jo Keller", ""),
        ("It is shot by director Ann Berg (Night Train).", "", ""),
        ("Directed by the great Ann Berg (Night Train).", "", ""),
        ("Dirigido pelo correto Ann Berg (Trem Noturno).", "", ""),
        ("It is set in Dover (New Hampshire).", "", ""),
        ("She reads The Stranger (The Outsider) aloud.", "", ""),
        ("With Ann Berg (Night Train) beside her.", "", ""),
        ("And PSH (Peter Sam Hall) is there.", "", ""),
        ("A man (Jason Low) walks in.", "Jason Low", ""),
        ("Um rapaz tímido (o ótimo Paulo Lima) entra.", "Paulo Lima", ""),
        ("Max (Wayne Marsh, Night Train) enters.", "Wayne Marsh", "Max"),
        ("Max (Wayne Marsh in his debut) enters.", "Wayne Marsh", "Max"),
        ("Wayne Marsh is here. Luke Dobbs (Marsh) comes.", "Wayne Marsh", "Luke Dobbs"),
        ("It is based on the novel (Jason Low) of that name.", "", ""),
        ("Think of the original film (John Low) instead.", "", ""),
        ("Berg (Night Train, Day Train) shot it.", "", ""),
        ("It recalls ex-Soviet Union (James Low) films.", "", ""),
    ],
)
def test_one_pair_that_is_told_vouches_for_the_others(tell, sentence, actor, character):
    found = actors(tell(TOLD + sentence, {"film": "Silence"}))
    assert found.pop("Holly Hunt") == "Ada"
    assert found == ({actor: character} if actor else {})
    assert "Wayne Marsh" not in actors(tell("Luke Dobbs (Wayne Marsh) comes.", {"film": "X"}))


def test_the_films_of_the_films_own_makers_are_no_actors(tell):
    text = TOLD + "Directed by Ann Berg. Berg (Night Train) takes her time, as Berg must."
    assert actors(tell(text, {"film": "Silence"})) == {"Holly Hunt": "Ada"}


@pytest.mark.parametrize(
    "text", ["A (" * 60_000, "Al Bo (" * 30_000, "Al (Bo Co) " * 20_000, "the mother (" * 20_000]
)
def test_hostile_brackets_take_no_longer_than_their_length(text):
    assert len(list(cast_in_brackets(ThisFilm("X", text), Known()))) <= 80
