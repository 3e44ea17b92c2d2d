"""Facts of other films, which a review compares with its own: none of them is claimed."""

import pytest

from graph.records import Duration, PartialDate, Role


def claimed(told):
    """What is told of the film from its text, in a few words each."""
    return {_words(claim.value) for claim in told.extraction.movie if claim.property != "name"}


def _words(value):
    if isinstance(value, Role):
        return f"{value.actor.name} as {value.character}" if value.character else value.actor.name
    if isinstance(value, PartialDate):
        return str(value.year)
    return f"{value.minutes} min" if isinstance(value, Duration) else value.name


@pytest.mark.parametrize(
    ("film", "text", "facts"),
    [
        ("Nope", "Get Out (Jordan Peele) was sharper, and no film since Jaws (Steven Spielberg) "
         "has made me so wary of the open.", set()),
        ("The Insider", "Serpico (Sidney Lumet) and All the President’s Men (Alan J. Pakula) are "
         "its parents.", set()),
        ("Parasite", "Last year the best film was Roma, directed by Alfonso Cuarón. The 2013 film "
         "Snowpiercer was about a train.", set()),
        ("Cape Fear", "It ran in a double bill with Night of the Hunter, directed by Charles "
         "Laughton.", set()),
        ("Suspiria", "The 1977 film was a nightmare in red. This remake is brown.", set()),
        ("Suspiria", "Dario Argento’s film was a nightmare in red. This remake is brown.", set()),
        ("Solaris", "The original was longer (166 minutes!) and starred Donatas Banionis as Kris "
         "Kelvin. George Clooney plays Kelvin asleep.", {"George Clooney as Kelvin"}),
        ("Past Lives", "It was compared to Before Sunrise, directed by Richard Linklater, and to "
         "In the Mood for Love, directed by Wong Kar-wai.", set()),
        ("Get Out", "Before it the best was The Witch, written and directed by Robert Eggers.",
         set()),
        ("Spencer", "Jackie, directed by Pablo Larraín, was a first draft of this.", set()),
        ("Abre los ojos", "Luego llegó Vanilla Sky, dirigida por Cameron Crowe y protagonizada "
         "por Tom Cruise.", set()),
        ("Drive My Car", "El año pasado ganó Nomadland, dirigida por Chloé Zhao.", set()),
        ("La Haine", "L’année dernière, j’ai revu Un prophète, réalisé par Jacques Audiard.", set()),
        ("Titane", "Après Grave, réalisé par Julia Ducournau, on attend le pire.", set()),
        ("Le Salaire de la peur", "Le remake de William Friedkin dure 121 minutes. L’original "
         "reste imbattable.", set()),
        ("Victoria", "Im selben Jahr lief Herr Lehmann, inszeniert von Leander Haußmann.", set()),
        ("Gomorra", "L’anno scorso il film migliore era Reality, diretto da Matteo Garrone.",
         set()),
        ("Suspiria", "L’originale fu diretto da Dario Argento e interpretato da Jessica Harper.",
         set()),
        ("Cidade de Deus", "No ano passado ganhou Central do Brasil, dirigido por Walter Salles.",
         set()),
        ("Tropa de Elite 2", "O primeiro filme tinha Caio Junqueira como Neto e durava (115 min). "
         "Wagner Moura vive Nascimento.", {"Wagner Moura as Nascimento"}),
        ("The Thing", "John Carpenter looked at The Thing from Another World, directed by "
         "Christian Nyby.", set()),
        ("Creed", "The sequels had Dolph Lundgren as Ivan Drago and many flags.", set()),
        ("Dune", "The sequel stars Austin Butler as Feyd-Rautha.", set()),
        ("Terminator 2", "The sequel stars Linda Hamilton as Sarah Connor.",
         {"Linda Hamilton as Sarah Connor"}),
        ("Aliens", "This sequel is loud. The sequel stars Sigourney Weaver as Ripley.",
         {"Sigourney Weaver as Ripley"}),
        ("Heat", "The made-for-TV original starred Scott Plank as Vincent Hanna.", set()),
        ("Suspiria", "Where Argento cast Jessica Harper as Suzy, Luca Guadagnino casts nobody.",
         set()),
        ("Oppenheimer", "Nolan last worked with Murphy on Dunkirk, and with Tom Hardy as Bane.", set()),
        ("Barbie", "Greta Gerwig, who directed Lady Bird with Saoirse Ronan as Christine, is here.",
         set()),
        ("The Shining", "Stephen King hated it. King’s own version starred Steven Weber.", set()),
        ("Anatomy of a Fall", "Sandra Hüller was good in Toni Erdmann as Ines.", set()),
        ("Sherlock Holmes", "On television Benedict Cumberbatch plays Holmes.", set()),
        ("Heat", "In The Godfather Part II Robert De Niro plays Vito and Al Pacino plays Michael.",
         set()),
        ("Knives Out", "Rian Johnson made The Last Jedi with Mark Hamill as Luke.", set()),
        ("Knives Out", "Rian Johnson made Knives Out with Daniel Craig as Blanc.",
         {"Daniel Craig as Blanc"}),
        ("Anora", "His best since The Florida Project, in which Willem Dafoe plays Bobby.", set()),
        ("Roma", "Cuarón, que dirigió Gravity con Sandra Bullock como Ryan Stone, vuelve.", set()),
        ("Tropa", "Padilha dirigiu depois RoboCop, com Joel Kinnaman como Alex Murphy.", set()),
        ("La vita", "Aveva diretto Johnny Stecchino, con Paolo Bonacelli nel ruolo di D’Agata.",
         set()),
        ("Phantom Thread", "It is his last role after Lincoln, in which Sally Field plays Mary.",
         set()),
        ("Lincoln", "It is called Lincoln, in which Sally Field plays Mary.",
         {"Sally Field as Mary"}),
        ("Avatar", "Cameron wrote Terminator 2 and cast Linda Hamilton as Sarah Connor.", set()),
        ("Maria", "His third lady after Natalie Portman as Jackie and Kristen Stewart as Diana.",
         set()),
        ("Wicked", "Jon M. Chu, of Crazy Rich Asians with Constance Wu as Rachel, is here.", set()),
        ("Nosferatu", "Ellen is a role once played by Isabelle Adjani.", set()),
        ("Burning", "Two years ago The Wailing, directed by Na Hong-jin, scared me.", set()),
    ],
)  # fmt: skip
def test_what_is_told_of_another_film_is_not_claimed(tell, film, text, facts):
    assert claimed(tell(text, {"film": film})) == facts


@pytest.mark.parametrize(
    ("film", "year", "text"),
    [
        ("Dune", 2021, "David Lynch’s film from 1984 was a mess (137 minutes) and starred Kyle "
         "MacLachlan as Paul Atreides."),
        ("West Side Story", 2021, "The 1961 classic won ten Oscars. It was directed by Robert Wise "
         "and starred Natalie Wood as Maria."),
        ("A Star Is Born", 2018, "The 1954 version (176 minutes) had Judy Garland as Vicki Lester."),
        ("Ghostbusters", 2016, "The 1984 film had Bill Murray as Peter Venkman."),
        ("Nosferatu", 1979, "Das Original von 1922 dauert (94 min)."),
        ("La Belle et la Bête", 2014, "La version de 1946, avec Jean Marais dans le rôle de Bête, "
         "dure 96 minutes."),
    ],
)  # fmt: skip
def test_a_film_of_another_year_is_another(tell, film, year, text):
    assert claimed(tell(text, {"film": film, "year": str(year)})) == {str(year)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Sequels were directed by Ann Berg and Max Roe.",
        "The prequel, directed by Ann Berg, flopped.",
        "The TV series was directed by Ann Berg.",
        "It opened with a short directed by Ann Berg.",
        "The next film directed by Ann Berg will be louder.",
        "Otto is a star whose films are directed by Ann Berg.",
        "La série, réalisée par Ann Berg, est longue.",
        "Le court métrage d’ouverture, réalisé par Ann Berg, est court.",
        "El documental sobre el rodaje fue dirigido por Max Roe.",
        "La versione americana fu diretta da Max Roe.",
        "A peça foi dirigida por Max Roe.",
        "Die Oper, inszeniert von Max Roe, war kurz.",
        "Max Roe remade it with Ann Berg as Ester.",
        "Max Roe did it again in 2007 with Ann Berg as Ester.",
        "In 2013 Max Roe directed Ann Berg as Ester.",
        "In the western version Ann Berg plays Ester.",
        "The sequel by Max Roe stars Ann Berg as Ester.",
        "A 1999 miniseries has Ann Berg as Ester.",
        "Ann Berg as Ester in 1934 was funnier.",
        "In the TV series Ann Berg plays Ester.",
        "In the English dub, Ann Berg plays Ester.",
        "Ann Berg voices Ester in the German dub.",
        "Ann Berg joue Ester dans le remake de Max Roe.",
        "Na dublagem, Ester é interpretada por Ann Berg.",
        "Noise (1998), directed by Max Roe, with Ann Berg as Ester, is colder.",
    ],
)
def test_other_versions_have_their_own_makers_and_casts(tell, sentence):
    told = tell(f"A quiet film. {sentence}", {"film": "Silence", "year": "1978"})
    assert claimed(told) == {"1978"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Max Roe’s remake of Ann Berg’s Silence (1958) is loud.", {"Max Roe"}),
        ("I prefer Berg’s Silence (1958). Max Roe directs.", {"Max Roe"}),
        ("The original Silence (1958) was mute. Max Roe directs.", {"Max Roe"}),
        ("Ann Berg’s Silence (1958) is loud.", {"1958"}),
        ("Ann Berg’s Silence (1958) is loud. Berg directs Ann Berg.", {"1958", "Ann Berg"}),
        ("It’s Silence (1958) again. Max Roe directs.", {"1958", "Max Roe"}),
    ],
)
def test_the_year_behind_a_title_may_be_that_of_another_version(tell, text, facts):
    assert claimed(tell(text, {"film": "Silence"})) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("This remake, directed by Ann Berg, is louder than the original.", {"Ann Berg"}),
        ("Unlike the original, this one stars Ann Berg and Max Roe.", {"Ann Berg", "Max Roe"}),
        ("The original Silence was mute; it stars Ann Berg as Ester.", set()),
        ("In the double bill it is Silence that stars Ann Berg.", {"Ann Berg"}),
        ("The original is old. Ann Berg plays Ester.", {"Ann Berg as Ester"}),
        ("The original is old. It stars Ann Berg.", set()),
        ("Unlike the original, this one is slow. It stars Ann Berg.", {"Ann Berg"}),
        ("The original by J. R. Low, directed by Ann Berg, is old.", set()),
        ("A thriller from Toronto, directed by Ann Berg.", {"Ann Berg"}),
        ("A script by Max Roe, directed by Ann Berg.", {"Ann Berg", "Max Roe"}),
        ("So this is Max Roe’s Silence, directed by Ann Berg.", {"Ann Berg"}),
        ("This sequel, directed by Ann Berg, is loud.", {"Ann Berg"}),
        ("From a play by Max Roe, directed by Ann Berg.", {"Ann Berg"}),
        ("The 1967 classic Silence is long.", {"1967"}),
        ("The 1967 classic Noise is long.", set()),
        ("This 1989 film came out here. This one is short.", {"1989"}),
        ("It came out in 1967. I saw this film when it came out in 1967 I think.", {"1967"}),
    ],
)
def test_this_film_is_told_of_beside_others(tell, text, facts):
    assert claimed(tell(text, {"film": "Silence"})) == facts


TOLD = "Ada (Holly Hunt) does not speak, and Ada will not. "
"""A pair that says that brackets hold actors here."""


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody has slept so well since The Road Runner (Wayne Marsh) came.",
        "It has the air of Night of the Otter (Wayne Marsh), without the otter.",
        "It is the heir of All the Duke’s Men (Wayne Marsh).",
        "Think of the classic Noise (Wayne Marsh).",
        "Noise (Wayne Marsh), a film about noise, is louder.",
        "Noise (Wayne Marsh) is quick, and Thunder (Wayne Marsh) is quicker.",
        "It recalls the director Wayne Marsh. Noise (Wayne Marsh) is louder.",
        "I have seen *Noise* (Wayne Marsh) again.",
        "Last year Noise (Wayne Marsh) won.",
    ],
)
def test_brackets_behind_a_film_hold_its_maker(tell, sentence):
    assert claimed(tell(TOLD + sentence, {"film": "Silence"})) == {"Holly Hunt as Ada"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Noise (Max Roe) is quick. Thunder (Ann Berg) is slow.", set()),
        ("Noise (Max Roe) is quick. Her brother Otter (Ann Berg) is slow.",
         {"Max Roe as Noise", "Ann Berg as Otter"}),
        ("Captain Otter (Ann Berg) sails. Thunder (Max Roe) cooks.",
         {"Ann Berg as Captain Otter", "Max Roe as Thunder"}),
        ("Otter (Ann Berg), who sails, is slow.", {"Ann Berg as Otter"}),
        ("Her father Otter (Max Roe), a film critic, is slow.", {"Max Roe as Otter"}),
        ("The stoic Otter (Max Roe) is slow.", {"Max Roe as Otter"}),
        ("Sua amiga Lontra (Ana Roe) canta.", {"Ana Roe as Lontra"}),
        ("Su hermana Nutria (Ana Roe) canta.", {"Ana Roe as Nutria"}),
        ("Son amie Loutre (Anne Roe) chante.", {"Anne Roe as Loutre"}),
        ("La sua amica Lontra (Anna Roe) canta.", {"Anna Roe as Lontra"}),
        ("Max Roe directs. Otter (Max Roe) swims, and Otter sings.", {"Max Roe", "Max Roe as Otter"}),
        ("Like [[Noise]] ([[Ann Berg]]) it is slow.", set()),
    ],
)  # fmt: skip
def test_brackets_hold_actors_where_a_character_is_a_person(tell, text, facts):
    assert claimed(tell(text, {"film": "Silence"})) == facts


@pytest.mark.parametrize(
    "sentence",
    [
        "It isn’t directed by Ann Berg, thank God.",
        "Not a film by Ann Berg.",
        "It should have been directed by Ann Berg.",
        "It was almost directed by Ann Berg.",
        "Silence isn’t directed by Ann Berg.",
        "Nicht von Ann Berg inszeniert.",
        "Hätte Ann Berg Regie geführt, wäre er besser.",
        "El film no está dirigido por Ann Berg.",
        "Il n’est pas réalisé par Ann Berg.",
        "Il film non è diretto da Ann Berg.",
        "O filme deveria ter sido dirigido por Ann Berg.",
        "The featurette, directed by Ann Berg, runs 12 minutes.",
        "Drehbuchautor Ann Berg war im Publikum.",
        "Roe’s The Long Night stars Ann Berg as Ester.",
        "The sequel will star Ann Berg as Ester.",
        "Imagine Ann Berg as Ester.",
    ],
)
def test_what_is_denied_or_imagined_or_of_another_film_is_no_fact(tell, sentence):
    told = tell(f"The long night never ends for the two of them. {sentence}", {"film": "Silence"})
    assert [claim.property for claim in told.extraction.movie] == ["name"]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is not short. It is directed by Ann Berg.",
        "This isn’t director Ann Berg’s best work.",
        "Nobody but Ann Berg directs like this.",
        "The trailer promises noise, and director Ann Berg delivers.",
    ],
)
def test_who_is_named_beside_a_denial_is_a_fact(tell, sentence):
    told = tell(f"The long night never ends for the two of them. {sentence}", {"film": "Silence"})
    assert [person.name for person in told.movie("director")] == ["Ann Berg"]


def test_a_partner_is_no_character(tell):
    told = tell("Ann Berg plays opposite Max Roe.", {"film": "Silence"})
    roles = {(role.actor.name, role.character) for role in told.movie("actor")}
    assert roles == {("Ann Berg", ""), ("Max Roe", "")}


def test_where_a_key_names_the_makers_the_text_names_no_others(tell):
    keys = {"film": "Silence", "director": "Ann Berg", "screenplay": "Ann Berg"}
    told = tell("It is directed by Max Roe, and screenwriter Max Roe waits.", keys)
    assert {person.name for key in ("director", "author") for person in told.movie(key)} == {
        "Ann Berg"
    }
