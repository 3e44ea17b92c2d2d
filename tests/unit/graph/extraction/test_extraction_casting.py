"""Who plays in the film, in prose."""

import pytest

from graph.extraction.casting import played_by
from graph.extraction.other_films import ThisFilm


def actors(told):
    return [(role.actor.name, role.character) for role in told.movie("actor")]


@pytest.mark.parametrize(
    ("sentence", "cast"),
    [
        ("It stars Ann Berg and Max Roe, and is long.", [("Ann Berg", ""), ("Max Roe", "")]),
        ("The Swedish actress Ann Berg is in every shot.", [("Ann Berg", "")]),
        ("Ann Berg’s quiet performance is everything.", [("Ann Berg", "")]),
        ("Ann Berg plays the doctor Ester with care.", [("Ann Berg", "Ester")]),
        ("Ann Berg plays Eve and Max Roe plays Otto.", [("Ann Berg", "Eve"), ("Max Roe", "Otto")]),
        ("Max De Low is old. De Low plays Otto.", [("Max De Low", "Otto")]),
        ("De Low plays Otto.", []),
        ("The daughter of the famous actor Max Roe is sent to a school.", []),
        ("La fille du célèbre acteur Max Roe va à l’école.", []),
        ("Ester, the wife of actor Max Roe, plays the piano.", []),
        ("O universo criado e vivido por Max Roe.", []),
        ("Ann Berg plays Eva Lee Van Dahl and sings.", [("Ann Berg", "Eva Lee Van Dahl")]),
        ("Ann Berg plays K. Max Roe plays Otto.", [("Ann Berg", "K"), ("Max Roe", "Otto")]),
        ("Ann Berg plays Agent J. Max Roe is good.", [("Ann Berg", "Agent J")]),
        ("Ann Berg plays K. Directed by Max Roe.", [("Ann Berg", "K")]),
        ("Ann Berg plays J. Max Dahl. Otto is late.", [("Ann Berg", "J. Max Dahl")]),
        ("Ann Berg plays J. Kelly.", [("Ann Berg", "J. Kelly")]),
        ("The classic that made Ann Berg a star.", [("Ann Berg", "")]),
        ("Un hombre interpretado por Max Roe.", [("Max Roe", "")]),
        ("Ester, played with care by Ann Berg, is late.", [("Ann Berg", "Ester")]),
        ("Ann Berg as the doctor Ester is new.", [("Ann Berg", "Ester")]),
        ("Ann Berg is superb as Ester.", [("Ann Berg", "Ester")]),
        ("Ann Berg as his wife is better still.", [("Ann Berg", "")]),
        ("Ann Berg as a nervous Parisian.", [("Ann Berg", "")]),
        ("A turn from the wonderful Ann Berg.", [("Ann Berg", "")]),
        ("Newcomer Ann Berg delivers a small, quiet performance.", [("Ann Berg", "")]),
        ("And Ann Berg plays Ester.", [("Ann Berg", "Ester")]),
        ("Starring Ann Berg, it has Ann Berg’s Ester, and Ester sings.", [("Ann Berg", "Ester")]),
        ("Ester, interpretada por Ann Berg, canta.", [("Ann Berg", "Ester")]),
        ("Ann Berg interpreta a Ester.", [("Ann Berg", "Ester")]),
        ("Ann Berg como Ester está bien.", [("Ann Berg", "Ester")]),
        ("Ester, interpretada com calma por Ann Berg, canta.", [("Ann Berg", "Ester")]),
        ("Ann Berg, no papel de Ester, canta.", [("Ann Berg", "Ester")]),
        ("Ester, incarnée par Ann Berg, chante.", [("Ann Berg", "Ester")]),
        ("Ann Berg joue Ester.", [("Ann Berg", "Ester")]),
        ("Ester, gespielt von Ann Berg, singt.", [("Ann Berg", "Ester")]),
        ("Der Held Otto Roe alias Night Man ist müde.", []),
        ("Top-billed Ann Berg plays Ester.", [("Ann Berg", "Ester")]),
        ("Ed Low plays Otto.", [("Ed Low", "Otto")]),
        ("Ann Berg is absent as Ester.", []),
        ("The cast of Ann Lee and Max Roe and Eva H. Berg.", [("Ann Lee", ""), ("Max Roe", "")]),
        ("Ester, interpretata da Ann Berg, canta.", [("Ann Berg", "Ester")]),
        ("Ann Berg nei panni di Ester canta.", [("Ann Berg", "Ester")]),
        ("Ann Berg and her dog shine; Ann Berg shines.", [("Ann Berg", "")]),
        ("The cast includes Ann Berg and Max Roe.", [("Ann Berg", ""), ("Max Roe", "")]),
        ("Ann Berg is at her best.", [("Ann Berg", "")]),
        ("It has some of the best work of Ann Berg’s career.", [("Ann Berg", "")]),
        ("Ann Berg überzeugt.", [("Ann Berg", "")]),
        ("Ann Berg está ótima.", [("Ann Berg", "")]),
        ("Max Roe rouba a cena.", [("Max Roe", "")]),
        ("A presença de Max Roe ajuda.", [("Max Roe", "")]),
        ("Max Roe hace bien su trabajo.", [("Max Roe", "")]),
        ("Max Roe est génial.", [("Max Roe", "")]),
        ("Max Roe crève l’écran.", [("Max Roe", "")]),
        ("Avec Max Roe en avocat.", [("Max Roe", "")]),
        ("Ann Berg and Max Roe star.", [("Ann Berg", ""), ("Max Roe", "")]),
        ("Ann Berg is sublime, too.", [("Ann Berg", "")]),
        ("I like Ann Berg. Berg stars and directs, again.", [("Ann Berg", "")]),
        (
            "The cast is fine: a salty John Low, the stoic Ann Berg.",
            [("John Low", ""), ("Ann Berg", "")],
        ),
        ("Un gran elenco: Ana Low y Marta Roe.", [("Ana Low", ""), ("Marta Roe", "")]),
        ("The cast of the Quiet Road and Night Train is missed.", []),
        ("The cast walks out of a film by John Low and Ann Berg.", []),
        ("It stars Zendaya and Max Roe.", [("Max Roe", "")]),
        ("The underused Max Roe sings.", [("Max Roe", "")]),
        ("Um elenco que conta com Max Roe.", [("Max Roe", "")]),
        ("On retrouve Max Roe.", [("Max Roe", "")]),
        ("Allen voran Max Roe.", [("Max Roe", "")]),
        ("Ann Berg, nel ruolo di Ester, canta.", [("Ann Berg", "Ester")]),
        ("Featuring Ester Dahl (Ann Berg), Silence opens.", [("Ann Berg", "Ester Dahl")]),
        ("The Silence Story überzeugt.", []),
        ("Ann Berg is great at chess.", []),
        ("Max Roe est génial quand il écrit.", []),
        ("Max Roe’s Long Night is longer.", []),
        ("Silence is the film, and Silence As Such plays Ester.", []),
        ("It reminded me of the actress Ann Berg.", []),
        ("It is louder, like the film starring Ann Berg.", []),
        ("The director Ann Berg and the actress Ann Berg are one.", []),
        ("The actors are good.", []),
    ],
)
def test_actors_in_prose(tell, sentence, cast):
    assert actors(tell(sentence, {"film": "Silence"})) == cast


ROLE_LINES = """Ann Berg as Ester Dahl
Robert De Niro as Neil McCauley
Max Roe as Ike"""


@pytest.mark.parametrize("format", ["markdown", "text"])
@pytest.mark.parametrize("above", ["", "The cast:\n", "## Cast\n", "Quiet:\n\n"])
@pytest.mark.parametrize("end", ["\n", "  \n"])
def test_a_role_in_each_line(tell, format, above, end):
    lines = above + ROLE_LINES.replace("\n", end)
    told = tell(f"{lines}\n\nA long night.", {"film": "Silence"}, format=format)
    roles = [("Ann Berg", "Ester Dahl"), ("Robert De Niro", "Neil McCauley"), ("Max Roe", "Ike")]
    assert actors(told) == roles


@pytest.mark.parametrize("format", ["markdown", "text"])
def test_a_character_over_the_end_of_a_full_line(tell, format):
    text = "It rains, and it rains, and the light goes out; Ann Berg plays Ester\nDahl in it."
    told = tell(text, {"film": "Silence"}, format=format)
    assert actors(told) == [("Ann Berg", "Ester Dahl")]


@pytest.mark.parametrize(
    ("sentence", "cast"),
    [
        ("Die Protagonistin Clara ([[Ann Berg]]) sucht.", [("Ann Berg", "Clara")]),
        ("Ihre Großmutter Iris Dahl ([[Ann Berg]]) weiß es.", [("Ann Berg", "Iris Dahl")]),
        ("Er lebt mit seinem Vater ([[Max Roe]]).", [("Max Roe", "")]),
        ("Er lebt mit seinem Vater (Max Roe).", []),
        ("[[Max Roe]] spielt Jan mit Ruhe.", [("Max Roe", "Jan")]),
        ("[[Max Roe]] als Evas Vater schweigt.", []),
        ("Langer Tag als Anfang.", []),
        ("Jan und Ole, beide gespielt von [[Max Roe]], kehren zurück.",
         [("Max Roe", "Jan"), ("Max Roe", "Ole")]),
        ("Damals noch mit anderer, etwas jüngerer Besetzung: Ann Berg als Ida.", []),
        ("Er sollte das Gesicht des Neuen Kinos verkörpern.", []),
        ("Besagte Schauspieler spielen gut.", []),
        ("Ann Berg und Max Roe spielen gut.", [("Ann Berg", ""), ("Max Roe", "")]),
    ],
)  # fmt: skip
def test_linked_actors_in_german(tell, sentence, cast):
    assert actors(tell(sentence, {"film": "Stille", "lang": "de"}, format="markdown")) == cast


@pytest.mark.parametrize(
    "text", ["Al " * 60_000, "starring " * 20_000, "Al Bo plays " * 15_000, "Al and " * 25_000]
)
def test_hostile_prose_takes_no_longer_than_its_length(text):
    assert len(list(played_by(ThisFilm("X", text), set()))) <= 100


@pytest.mark.parametrize(
    ("sentence", "cast"),
    [
        ("Ann Berg and Max Roe as Ida and Tom are loud.", {"Ann Berg": "Ida", "Max Roe": "Tom"}),
        ("Ida and Tom are played by Ann Berg and Max Roe.", {"Ann Berg": "Ida", "Max Roe": "Tom"}),
        (
            "Ann Berg and Max Roe as Ida the Meerkat and Tom the Hog.",
            {"Ann Berg": "Ida", "Max Roe": "Tom"},
        ),
        ("Ann Berg as Ida and Max Roe as Tom are loud.", {"Ann Berg": "Ida", "Max Roe": "Tom"}),
        ("Ann Berg plays Ida’s daughter.", {"Ann Berg": ""}),
        ("A fish out of Water is played by Ann Berg.", {"Ann Berg": ""}),
        ("Ann Berg as the wounded South Korean soldier is good.", {"Ann Berg": ""}),
        ("Oscar-winner Ann Berg plays Ida.", {"Ann Berg": "Ida"}),
        ("Twenty-five-year-old Ann Berg plays Ida.", {"Ann Berg": "Ida"}),
    ],
)
def test_who_plays_whom(tell, sentence, cast):
    told = tell(sentence, {"film": "Lantern"}).movie("actor")
    assert {role.actor.name: role.character for role in told} == cast


def test_the_words_of_the_title_play_nobody(tell):
    title = "All We Carry as Smoke"
    assert tell(f"Eve Gray saw {title} twice.", {"film": title}).movie("actor") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "He works on the South Side as a thief.",
        "In the last months of Harbour War II, as the Marshals push on, it is cold.",
        "It is like an episode of Black Quay, starring Max Roe.",
        "Berg’s other adaptations starring Max Roe are better.",
    ],
)
def test_who_and_what_plays_nobody_here(tell, sentence):
    assert tell(sentence, {"film": "Low Tide"}).movie("actor") == []


def test_a_number_behind_a_surname_belongs_to_it(tell):
    told = tell("It stars Loudon Marsh III and Ann Berg.", {"film": "Low Tide"})
    assert {r.actor.name for r in told.movie("actor")} == {"Loudon Marsh III", "Ann Berg"}
