"""Who is named beside a film, and is not in it."""

import pytest

OPENING = "The long night never ends for the two of them."


def cast(told):
    return [(role.actor.name, role.character) for role in told.movie("actor")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Eva Low replaced Ann Berg as Ester.",
        "Eva Low took over from Ann Berg as Ester.",
        "After six weeks with Ann Berg as Ester, the studio called.",
        "After Ann Berg as Ester, the new one is a relief.",
        "The studio wanted Ann Berg as Ester.",
        "They considered Ann Berg as Ester.",
        "They tested Ann Berg as Ester.",
        "Instead of Ann Berg as Ester we get noise.",
        "I would have liked Ann Berg as Ester.",
        "I’d have preferred Ann Berg as Ester.",
        "Ann Berg as Ester is announced.",
        "She is what Ann Berg as Ester is to Ike.",
        "Like Ann Berg as Ester, she mumbles.",
        "Unlike Ann Berg as Ester, she mumbles.",
        "Eva Low sustituyó a Ann Berg como Ester.",
        "En lugar de Ann Berg como Ester tenemos ruido.",
        "O estúdio queria Ann Berg como Ester.",
        "Em vez de Ann Berg como Ester, temos barulho.",
        "Eva Low a remplacé Ann Berg dans le rôle d’Ester.",
        "Au lieu d’Ann Berg dans le rôle de Ester, du bruit.",
        "Il produttore voleva Ann Berg nel ruolo di Ester.",
        "Al posto di Ann Berg nel ruolo di Ester, rumore.",
    ],
)
def test_whose_place_another_took(tell, sentence):
    assert cast(tell(f"{OPENING} {sentence}", {"film": "Silence"})) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Watch Ann Berg as Ester in Hamlet instead.",
        "Remember Ann Berg as Ester?",
        "Casting Ann Berg as Ester was the plan.",
        "In Throne of Blood Ann Berg plays Ester.",
        "In Fargo Ann Berg plays Ester.",
    ],
)
def test_the_word_before_a_name_is_no_first_name(tell, sentence):
    assert cast(tell(f"{OPENING} {sentence}", {"film": "Silence"})) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Max Roe as a critic was kind to it.",
        "My friend Max Roe as a child loved it.",
        "I watched it with Max Roe as a guest.",
        "Actor Max Roe sat beside me.",
        "Actor Max Roe introduced it.",
        "Actor Max Roe slept.",
        "At the premiere actor Max Roe said that he was cold.",
        "Actor Max Roe saw it twice.",
        "After the film there was a Q&A with actor Max Roe.",
        "Meu amigo, ator Max Roe, amou o filme.",
        "I did not see Max Roe as a villain.",
        "On voit Max Roe comme un héros.",
        "The film paints Max Roe as the victim of his century.",
    ],
)
def test_those_who_saw_it(tell, sentence):
    assert cast(tell(f"{OPENING} {sentence}", {"film": "Silence"})) == []


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("Ann Berg as Ester replaced my fear with joy.", [("Ann Berg", "Ester")]),
        ("Ester was replaced by Ann Berg as Ike.", [("Ann Berg", "Ike")]),
        ("After Ann Berg as Ester leaves the room it ends.", [("Ann Berg", "Ester")]),
        ("I liked Ann Berg as Ester.", [("Ann Berg", "Ester")]),
        ("Ann Berg plays Ester and I loved it.", [("Ann Berg", "Ester")]),
        ("Max Roe as a critic is kind to nobody.", [("Max Roe", "")]),
        ("Max Roe as a father slept badly.", [("Max Roe", "")]),
        ("Max Roe as a cop saw it coming.", [("Max Roe", "")]),
        ("Actress Ann Berg plays Ester.", [("Ann Berg", "Ester")]),
        ("We see Ann Berg as Ester.", [("Ann Berg", "Ester")]),
        ("It shows Ann Berg as a young widow.", [("Ann Berg", "")]),
        ("Ann Berg as Ester said it all with her eyes.", [("Ann Berg", "Ester")]),
        ("It shows Ann Berg as the Vulture.", [("Ann Berg", "Vulture")]),
        ("It has Haley Joel Osment as Cole.", [("Haley Joel Osment", "Cole")]),
        ("Sir Ian Roe plays Ike.", [("Sir Ian Roe", "Ike")]),
        ("J. Max Roe plays Ike.", [("J. Max Roe", "Ike")]),
    ],
)
def test_who_is_in_it(tell, sentence, roles):
    assert cast(tell(f"{OPENING} {sentence}", {"film": "Silence"})) == roles


def test_a_demonym_before_a_director(tell):
    told = tell(f"{OPENING} Directed by Frenchman Eric Roe.", {"film": "Silence"})
    assert [person.name for person in told.movie("director")] == ["Eric Roe"]
