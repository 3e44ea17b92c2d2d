"""Who made the film, when and how long it is, in prose."""

import pytest

from graph.extraction.crew import made_by
from graph.extraction.other_films import ThisFilm
from graph.records import Duration, PartialDate


def names(told, property_):
    return [person.name for person in told.movie(property_)]


@pytest.mark.parametrize(
    ("sentence", "director"),
    [
        ("The way director Ann Berg uses silence is a marvel.", "Ann Berg"),
        ("And then the director (Ann Berg) smiles.", "Ann Berg"),
        ("Writer/director, Ann Berg, takes her time.", "Ann Berg"),
        ("Ann Berg’s direction is calm.", "Ann Berg"),
        ("The great Ann Berg has made a rare film.", "Ann Berg"),
        ("It was directed by Swedish Ann Berg.", "Ann Berg"),
        ("El silencio que el director Max Roe filma pesa.", "Max Roe"),
        ("Le réalisateur Max Roe prend son temps.", "Max Roe"),
        ("Regisseur Max Roe nimmt sich Zeit.", "Max Roe"),
        ("O diretor Max Roe não tem pressa.", "Max Roe"),
        ("Il regista Max Roe non ha fretta.", "Max Roe"),
        ("Written, produced and directed by Ann Berg.", "Ann Berg"),
        ("The auteur Ann Berg waits.", "Ann Berg"),
        ("It is helmed by Ann Berg.", "Ann Berg"),
        ("Dir. Ann Berg, 105 min, UK, 2023.", "Ann Berg"),
        ("Ann Berg, the writer/director, waits.", "Ann Berg"),
        ("Dirigida con calma por Max Roe.", "Max Roe"),
        ("Dirigido pelo veterano Max Roe.", "Max Roe"),
        ("A câmera do diretor Max Roe espera.", "Max Roe"),
        ("O novo filme de Max Roe espera.", "Max Roe"),
        ("Écrit et réalisé par Max Roe.", "Max Roe"),
        ("Un film de Max Roe sans bruit.", "Max Roe"),
        ("Max Roe führt Regie.", "Max Roe"),
        ("Diretto da Max Roe.", "Max Roe"),
        ("Il nuovo film di Max Roe tace.", "Max Roe"),
        ("Not like “Noise”, but here director Ann Berg waits.", "Ann Berg"),
        ("Long Night Away director Ann Berg said so.", ""),
        ("監督 Max Roe", ""),
        ("It recalls the work of director Ann Berg.", ""),
        ("“Noise” director Ann Berg said so.", ""),
        ("I have not seen director Ann Berg’s “Noise” yet.", ""),
        ("The art director Ann Berg did well.", ""),
        ("Ann Berg, director of a festival, came.", ""),
        ("The director Ann Berg and, once, the director Max Roe.", ""),
        ("A series of films led by director Ann Berg came before.", ""),
        ("The director is a genius.", ""),
    ],
)
def test_directors_in_prose(tell, sentence, director):
    assert names(tell(sentence, {"film": "Silence"}), "director") == [director] * bool(director)


@pytest.mark.parametrize(
    ("sentence", "directors"),
    [
        ("I like Ann Berg. Berg stars and directs, again.", ["Ann Berg"]),
        ("Ann Berg writes and directs.", ["Ann Berg"]),
        ("With Ann Berg at the helm, it hums.", ["Ann Berg"]),
        ("The directors Ann and Max Berg wait.", ["Ann Berg", "Max Berg"]),
        ("It is the directorial debut of Ann Berg.", ["Ann Berg"]),
        ("It feels like the director Ann Berg forgot the mood.", ["Ann Berg"]),
        ("Ann Berg’s adaptation takes its time.", ["Ann Berg"]),
        ("Ann Berg has made a very quiet film.", ["Ann Berg"]),
        ("Silence, by Ann Berg, is long.", ["Ann Berg"]),
        ("So we come to Ann Berg’s Silence, and to Berg’s camera.", ["Ann Berg"]),
        ("So we come to Ann Berg’s Silence, and again: Ann Berg’s Silence.", []),
        ("Wie setzt Max Roe diesen Film um?", ["Max Roe"]),
        ("Die Welt erweitert Max Roe mit Silence um einen Teil.", ["Max Roe"]),
        ("Unter der Regie von Max Roe schweigt man.", ["Max Roe"]),
        ("Le réal Max Roe ose tout.", ["Max Roe"]),
        ("C’est un bon petit film de 1982 par Max Roe.", ["Max Roe"]),
        ("Encore un film d’Ann Berg.", ["Ann Berg"]),
        ("Et Max Roe est aux commandes.", ["Max Roe"]),
        ("Max Roe nous livre un vrai thriller.", ["Max Roe"]),
        ("A direção lenta de Max Roe pesa.", ["Max Roe"]),
        ("A direção é dos estreantes Ann Berg e Max Roe.", ["Ann Berg", "Max Roe"]),
        ("O roteirista-diretor Max Roe cala.", ["Max Roe"]),
        ("As diretoras deste documentário, Ann Berg e Eva Roe, calam.", ["Ann Berg", "Eva Roe"]),
        ("O roteiro é de Max Roe, que assina a direção.", ["Max Roe"]),
        ("Max Roe filma aquí una película lenta.", ["Max Roe"]),
        ("Max Roe escribe y dirige.", ["Max Roe"]),
        ("Questo piccolo film di Max Roe tace.", ["Max Roe"]),
        ("It was directed by Ann and Max Berg.", ["Ann Berg", "Max Berg"]),
        ("Directed by Jean-Pierre and Luc Berg.", ["Jean-Pierre Berg", "Luc Berg"]),
        ("Silence, by the Berg brothers, is long.", ["Berg brothers"]),
        ("Directed by the Berg brothers.", ["Berg brothers"]),
        ("Com esse ímpeto, Silence, dos irmãos Berg, começa.", ["irmãos Berg"]),
        ("Like director Ann Berg is trying to make me weep.", ["Ann Berg"]),
        ("As calm as you expect from a veteran like director Ann Berg.", ["Ann Berg"]),
        ("After directing two short films, Ann Berg returns.", ["Ann Berg"]),
        ("Ann Berg’s generally quiet and subtle directing helps.", ["Ann Berg"]),
        ("Ann Berg wrote and directed it.", ["Ann Berg"]),
        ("Ann Berg and Max Roe direct with care.", ["Ann Berg", "Max Roe"]),
        ("Le réalisateur n’est plus Max Roe mais Ann Berg.", ["Ann Berg"]),
        ("Après avoir réalisé Noise, Ann Berg nous replonge.", ["Ann Berg"]),
        ("Sólo una vez dirige Ann Berg.", ["Ann Berg"]),
        ("Uma direção de Ann Berg sem pressa.", ["Ann Berg"]),
        ("Die Regie übernahm Ann Berg.", ["Ann Berg"]),
        ("Alla sua terza prova, dirige Ann Berg.", ["Ann Berg"]),
        ("O estilo de Ann Berg é calmo, e os filmes de Ann Berg calam.", ["Ann Berg"]),
        ("O estilo de Ann Berg é calmo.", []),
        ("O estilo de Ann Berg é o de Max Roe; os filmes de Ann Berg, o estilo de Max Roe.", []),
        ("A script by Berg and Max Roe, directed by Berg and Max Roe.", ["Max Roe"]),
        ("It is quieter than the film by Ann Berg.", []),
        ("Noise (1977), directed by Ann Berg, came before.", []),
        ("Berg stars and directs.", []),
        ("I like Ann Berg and Eva Berg. Berg stars and directs.", []),
        ("It feels like a film by Ann Berg.", []),
        ("On dirait un film de Max Roe.", []),
        ("Ann réalise qu’elle a oublié Ann Berg.", []),
        ("It has the flair of a novel: Ann Berg’s Silence, the book.", []),
        ("Silence is not Noise, by Ann Berg.", []),
        ("Such is the style of the director, like Ann Berg.", []),
        ("I talked to Ann Berg about cameras.", []),
        ("I met Ann Berg, who directed “Noise”.", []),
        ("O estilo do diretor, como Abraços Longos.", []),
        ("Ann Berg’s film is calm.", ["Ann Berg"]),
        ("Ann Berg’s debut feature is calm.", ["Ann Berg"]),
        ("Ann Berg’s film is calm, and Ann Berg plays the doctor.", []),
        ("A mother (Ann Berg) waits for her son (Max Roe). This is Ann Berg’s movie.", []),
        ("Ann Berg’s first film is calm.", []),
        ("It was Ann Berg’s debut.", []),
        ("A tired director (Ann Berg) waits for a screenwriter (Max Roe).", []),
        ("Ann Berg’s lush art direction is calm.", []),
        ("It was written and directed by Ed Wood Jr. in a week.", ["Ed Wood Jr."]),
        ("Directed by Ma Low-win.", ["Ma Low-win"]),
        ("The director, Ann Berg--who knows it all--waits.", ["Ann Berg"]),
        ("Deze film is van P.S. Berg.", []),
    ],
)
def test_a_maker_without_the_word_director(tell, sentence, directors):
    assert names(tell(sentence, {"film": "Silence"}), "director") == directors


def test_a_hero_in_the_title_made_no_film(tell):
    told = tell("The Otto Roe films are long, and this Otto Roe film is too.", {"film": "Otto Roe"})
    assert names(told, "director") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "*Ann Berg in Silence*",
        "Ann Berg in “Silence”. Photo: Max Roe",
        "Nobody was better than Ann Berg in Silence.",
        "Noise River with Silence makes a long night.",
        "Ann Berg’s Silence is loud.",
        "In Ann Berg’s Silence the girl is older.",
        "Ann Berg’s Silence poster hangs here.",
        "Ann Berg’s Silence (1967) had Max Roe as Otto.",
        "Ann Berg’s Silence starred Max Roe as Otto. Eve Low is Otto here.",
        "Ann Berg’s Silence is a tale, and Max Roe plays Otto in it. Eve Low’s is a lesson.",
        "Silence from Criterion Collection is out.",
    ],
)
def test_beside_the_title_stand_others_than_makers(tell, sentence):
    told = tell(sentence, {"film": "Silence", "year": "2021"})
    assert [claim.property for claim in told.extraction.movie] == ["name", "datePublished"]


def test_whose_it_is_where_its_year_says_so(tell):
    told = tell("Ann Berg’s Silence (2021) is loud.", {"film": "Silence", "year": "2021"})
    assert names(told, "director") == ["Ann Berg"]


@pytest.mark.parametrize(
    ("sentence", "director"),
    [
        ("Ann Berg directed this one.", "Ann Berg"),
        ("Ann Berg directs a cast of three.", "Ann Berg"),
        ("Ann Berg directed the reshoots.", ""),
        ("Ann Berg directed the chariot race.", ""),
        ("Ann Berg directed the documentary on the disc.", ""),
        ("Ann Berg directs traffic in Tokyo.", ""),
        ("Ann Berg directs our local theatre.", ""),
        ("Ann Berg is the director of the Noise Festival.", ""),
        ("Ann Berg was the director of this film.", "Ann Berg"),
        ("Won Best Director for Ann Berg at Cannes.", ""),
        ("The CIA director Ann Berg calls.", ""),
        ("Festival director Ann Berg waits.", ""),
        ("Max Roe plays Otto, husband of director Ann Berg.", ""),
        ("A esposa do diretor Max Roe dorme.", ""),
        ("La femme du réalisateur Max Roe dort.", ""),
        ("My colleague, the filmmaker Ann Berg, wept.", ""),
        ("As director Ann Berg put it, this is a painting.", ""),
        ("Director Ann Berg cites it.", ""),
        ("Regisseur Max Roe nannte den Film ein Gemälde.", ""),
        ("Director Ann Berg was asked first.", ""),
        ("It was directed by Ann Berg. Festival director Eve Low came.", "Ann Berg"),
        ("It was directed by Ann Berg. The young director Eve Low owes it all.", "Ann Berg"),
        ("With Silence Ann Berg made her best film.", ""),
    ],
)
def test_an_office_and_a_verb_may_be_of_something_else(tell, sentence, director):
    told = tell(sentence, {"film": "Silence"})
    assert names(told, "director") == [director] * bool(director)


def test_what_says_it_plainly_goes_before_what_only_hints(tell):
    text = "It was directed by Ann Berg. This is no film by Max Roe."
    assert names(tell(text, {"film": "Silence"}), "director") == ["Ann Berg"]


def test_writers_in_prose(tell):
    assert names(tell("A script by Ann Berg and Max Roe.", {"film": "X"}), "author") == [
        "Ann Berg",
        "Max Roe",
    ]
    assert names(tell("The writer/director Ann Berg is new.", {"film": "X"}), "author") == [
        "Ann Berg"
    ]
    assert names(tell("From the novel written by Ann Berg.", {"film": "X"}), "author") == []


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("“Noise” from 1977 was the original, but this 1989 gem is better.", 1989),
        ("This 1989 feature is better.", 1989),
        ("The 1967 classic that made her a star.", 1967),
        ("I saw this movie when it came out in 2004.", 2004),
        ("Esta película de 1994 es triste.", 1994),
        ("Ce film de 1959 est triste.", 1959),
        ("Dieser Film aus dem Jahr 1931 ist traurig.", 1931),
        ("C’est un film de 1991 sans bruit.", 1991),
        ("Questo film del 1960 tace.", 1960),
        ("Um trabalho de 1971 que cala.", 1971),
        ("The 1967 film “Noise” was louder.", 0),
        ("In 1905 England, nobody speaks.", 0),
        ("This 1989 film is not this 1999 film.", 0),
    ],
)
def test_years_in_prose(tell, sentence, year):
    dates = tell(sentence, {"film": "Silence"}).movie("datePublished")
    assert dates == ([PartialDate(year)] if year else [])


@pytest.mark.parametrize(
    ("sentence", "minutes"),
    [
        ("And it is tight (92 minutes!).", 92),
        ("The running time of 133 minutes flies by.", 133),
        ("It clocks in at just 81 minutes.", 81),
        ("A 104-minute film that flies by.", 104),
        ("At a lean 90 minutes, it does not linger.", 90),
        ("Con una duración de 118 minutos es larga.", 118),
        ("Bei einer Laufzeit von 101 Minuten.", 101),
        ("Le film dure 99 minutes.", 99),
        ("In the first 20 minutes nothing happens.", 0),
        ("The director’s cut runs 194 minutes.", 0),
        ("Kingdom of Heaven runs 194 minutes.", 0),
        ("A fight (15 minutes) follows.", 0),
        ("Two versions (92 minutes) and (130 minutes).", 0),
    ],
)
def test_lengths_in_prose(tell, sentence, minutes):
    found = tell(sentence, {"film": "Silence"}).movie("duration")
    assert found == ([Duration(minutes)] if minutes else [])


def test_nothing_is_said_of_a_film_without_a_title(tell):
    assert names(tell("The director Ann Berg is new."), "director") == []


@pytest.mark.parametrize(
    "text",
    [
        "A " * 100_000,
        "director " * 25_000,
        "A" * 200_000,
        "Al. " * 50_000,
        "(99 " * 50_000,
        "Ann de la " * 20_000,
        "Ann Berg’s X " * 15_000,
        "un bon petit film de " * 9_000,
    ],
)
def test_hostile_prose_takes_no_longer_than_its_length(text):
    assert list(made_by(ThisFilm("X", text))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Berg directs him to the harbour.",
        "Overseen by Ann Berg, the stunts are loud.",
        "It is quiet, unlike its American counterpart helmed by the Berg brothers.",
    ],
)
def test_who_directs_something_else(tell, sentence):
    assert tell(sentence, {"film": "Low Tide"}).movie("director") == []


def test_a_name_of_which_the_sentence_goes_on_to_tell(tell):
    told = tell("Directed by Ann Berg, Max Roe is good as Tom.", {"film": "Low Tide"})
    assert names(told, "director") == ["Ann Berg"]
