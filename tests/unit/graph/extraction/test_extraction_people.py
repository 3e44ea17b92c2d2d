"""Who is named under keys of directors, casts and reviewers, and who is not."""

import pytest

from graph.records import Person, Role

BODY = "A long night, and what came after it."


def names(told, property_="director"):
    return [person.name for person in told.movie(property_)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Mann, Michael", "Michael Mann"),
        ("Kubrick, Stanley", "Stanley Kubrick"),
        ("Coppola, Francis Ford", "Francis Ford Coppola"),
        ("Lee, Ann", "Ann Lee"),
        ("Downey Jr., Robert", "Robert Downey Jr."),
        ("De Palma, Brian", "Brian De Palma"),
        ("Shyamalan, M. Night", "M. Night Shyamalan"),
    ],
)
def test_one_person_family_name_first(tell, words, name):
    keys = {"film": "Heat", "director": words, "screenplay": [words], "reviewer": words}
    told = tell(BODY, keys)
    assert names(told) == names(told, "author") == [name]
    assert told.review("author") == [Person(name)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Coen, Joel and Coen, Ethan", ["Joel Coen", "Ethan Coen"]),
        ("Lana Wachowski, Lilly Wachowski", ["Lana Wachowski", "Lilly Wachowski"]),
        ("Madonna, Prince", ["Madonna", "Prince"]),
        ("宮崎駿, 高畑勲", ["宮崎駿", "高畑勲"]),
    ],
)
def test_several_persons(tell, words, told):
    assert names(tell(BODY, {"film": "Heat", "director": words})) == told


def test_an_actor_family_name_first_or_two(tell):
    found = tell(BODY, {"film": "Heat", "cast": "Pacino, Al"})
    assert found.movie("actor") == [Role(Person("Al Pacino"))]
    found = tell(BODY, {"film": "Heat", "cast": "Cher, Bob Hoskins"})
    assert found.movie("actor") == [Role(Person("Cher")), Role(Person("Bob Hoskins"))]


@pytest.mark.parametrize("word", ["with", "mit", "avec", "con", "com", "starring"])
def test_the_cast_behind_who_made_it_made_nothing(tell, word):
    told = tell(
        BODY, {"film": "Heat", "director": f"Michael Mann; {word} Al Pacino, Ann Lee; 170 min."}
    )
    assert names(told) == ["Michael Mann"]


def test_a_running_time_is_no_actor(tell):
    told = tell(BODY, {"film": "Heat", "cast": "Al Pacino, 170 Min."})
    assert told.movie("actor") == [Role(Person("Al Pacino"))]


@pytest.mark.parametrize("key", ["director", "cast", "reviewer"])
@pytest.mark.parametrize(
    "words", ["Park, Chan-wook", "Coen, Joel and Ethan", "Docter, Pete & Ray, Bob"]
)
def test_one_person_or_several_is_told(tell, key, words):
    told = tell(BODY, {"film": "Heat", key: words})
    assert not told.movie("director") + told.movie("actor") + told.review("author")
    assert f"“{words}” under “{key}” may be one person or several" in told.notes


@pytest.mark.parametrize(
    "words",
    [
        "52",
        "https://www.imdb.com/name/nm0230032/",
        "Ann Lee. Starring: Al Pacino",
        "ann@example.org",
    ],
)
@pytest.mark.parametrize("key", ["director", "screenplay", "cast", "reviewer"])
def test_what_is_nobodys_name_is_told(tell, key, words):
    told = tell(BODY, {"film": "Heat", key: words})
    assert not [c for c in told.extraction.movie if c.property != "name"]
    assert not told.review("author")
    assert f"“{words}” under “{key}” is n" in told.notes


@pytest.mark.parametrize("words", ["TBA", "see above", "None", "N/A", "-", "many more", ["tbd"]])
@pytest.mark.parametrize("key", ["director", "cast", "reviewer"])
def test_nobody_is_named(tell, key, words):
    told = tell(BODY, {"film": "Heat", key: words})
    assert not told.movie("director") + told.movie("actor") + told.review("author")


@pytest.mark.parametrize(
    "words",
    ["Ann Lee, 52", "<a href='https://example.org'>Ann Lee</a>", "Ann Lee (Thief, Manhunter)",
     "Ann Lee u.a.", "Ann Lee et al.", "Ann Lee, many more", "Ann Lee, Bob Ray (novel)"],
)  # fmt: skip
def test_a_name_with_something_beside_it(tell, words):
    assert names(tell(BODY, {"film": "Heat", "director": words})) == ["Ann Lee"]


@pytest.mark.parametrize(
    ("words", "character"),
    [
        ("Al Pacino - Hanna", "Hanna"),
        ("Al Pacino (voice: Hanna)", "Hanna"),
        ("Al Pacino (Hanna) (voice)", "Hanna"),
        ("(voices) Al Pacino", ""),
        ("Al Pacino (1940)", ""),
        ("Al Pacino (Scarface, 1983)", ""),
    ],
)
def test_a_part_and_what_is_none(tell, words, character):
    told = tell(BODY, {"film": "Heat", "cast": words})
    assert told.movie("actor") == [Role(Person("Al Pacino"), character)]


@pytest.mark.parametrize(
    "remark",
    ["pictured", "left", "photo: Warner Bros.", "excellent", "wasted", "Oscar winner", "narrator",
     "of Taxi Driver fame", "see full cast on IMDb", "here credited as Bobby", "Pictured",
     "Oscarpreisträger", "ganadora del Oscar", "abgebildet"],
)  # fmt: skip
def test_a_remark_is_no_part(tell, remark):
    told = tell(BODY, {"film": "Heat", "cast": f"Al Pacino ({remark}), Bob Hoskins"})
    assert told.movie("actor") == [Role(Person("Al Pacino")), Role(Person("Bob Hoskins"))]


def test_small_letters_are_a_part_among_others(tell):
    told = tell(BODY, {"film": "Heat", "cast": "Al Pacino (Hanna), Ann Lee (la madre)"})
    assert [role.character for role in told.movie("actor")] == ["Hanna", "la madre"]
    told = tell(BODY, {"film": "Heat", "cast": [{"name": "Al Pacino", "role": "narrator"}]})
    assert told.movie("actor") == [Role(Person("Al Pacino"), "narrator")]


@pytest.mark.parametrize(
    "said",
    ["Hanna (Al Pacino), Neil (Robert De Niro)", ["Hanna (Al Pacino)", "Neil (Robert De Niro)"]],
)
def test_a_cast_with_the_actors_in_brackets(tell, said):
    told = tell(BODY, {"film": "Heat", "cast": said})
    roles = [("Al Pacino", "Hanna"), ("Robert De Niro", "Neil")]
    assert [(role.actor.name, role.character) for role in told.movie("actor")] == roles


@pytest.mark.parametrize(
    "said",
    ["Madonna (Eva Low), Bob Hoskins (Lou)", "Madonna (Eva Low)", "Cher (Loretta), Sting (Paul)"],
)
def test_actors_of_one_name_are_no_characters(tell, said):
    actors = [role.actor.name for role in tell(BODY, {"film": "Heat", "cast": said}).movie("actor")]
    assert actors == [name.split(" (")[0] for name in said.split(", ")]


def test_pairs_that_are_not_understood_are_no_prose(tell):
    told = tell(f"Cast: Vincent Hanna: Al Pacino, Neil Roe: Ann Lee\n\n{BODY}", {"film": "Heat"})
    assert not told.movie("actor")
    assert "under “Cast” is no name" in told.notes


@pytest.mark.parametrize("said", ["Al Pacino: Hanna, Ann Lee: Neil", ["Al Pacino [sic] (Ann]"]])
def test_a_cast_that_is_not_understood_is_told_and_stays(tell, said):
    told = tell(BODY, {"film": "Heat", "cast": said})
    assert not told.movie("actor")
    assert "under “cast” is n" in told.notes
    if isinstance(said, str):
        assert said in tell(f"Title: Heat\nCast: {said}\n\n{BODY}").body


def test_maps_and_items_with_the_family_name_first(tell):
    cast = [
        "De Niro, Robert (Neil)",
        {"name": "Pacino, Al", "role": "Hanna"},
        {"Kilmer, Bob": "Ann"},
    ]
    told = tell(BODY, {"film": "Heat", "cast": cast, "reviewer": {"name": "Lee, Ann"}})
    names = [(role.actor.name, role.character) for role in told.movie("actor")]
    assert names == [("Robert De Niro", "Neil"), ("Al Pacino", "Hanna"), ("Bob Kilmer", "Ann")]
    assert told.review("author") == [Person("Ann Lee")]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("ann@example.org (Ann Lee)", "Ann Lee"),
        ("@annlee", "@annlee"),
        ("Ann Lee (The Reel)", "Ann Lee"),
    ],
)
def test_an_address_and_a_pseudonym(tell, words, name):
    assert tell(BODY, {"film": "Heat", "reviewer": words}).review("author") == [Person(name)]


@pytest.mark.parametrize("words", ["by Ann Lee", "Reviewed by Ann Lee", "von Ann Lee"])
def test_by_is_no_part_of_a_name(tell, words):
    assert tell(BODY, {"film": "Heat", "reviewer": words}).review("author") == [Person("Ann Lee")]


def test_a_particle_is(tell):
    told = tell(BODY, {"film": "Heat", "reviewer": "von Trier"})
    assert told.review("author") == [Person("von Trier")]


@pytest.mark.parametrize(
    "text", ["", "with:: [[Dad]]\n\n", "With: Dad and Mom\n\n", "Mit: Papa\n\n"]
)
def test_whom_the_critic_was_with_is_no_cast(tell, text):
    keys = {"film": "Heat"} if text else {"film": "Heat", "with": "Dad, Ann Lee"}
    told = tell(text + BODY, keys)
    assert not told.movie("actor")
    assert "was left out: it may say who saw the film, too" in told.notes


def test_a_label_with_full_names_is_the_cast(tell):
    told = tell(f"Title: Heat\nWith: Al Pacino, Robert De Niro\n\n{BODY}")
    assert told.movie("actor") == [Role(Person("Al Pacino")), Role(Person("Robert De Niro"))]
    assert tell(BODY, {"film": {"name": "Heat", "with": "Al Pacino"}}).movie("actor")


@pytest.mark.parametrize("key", ["director", "cast", "reviewer"])
def test_nobody_in_a_map_is_told(tell, key):
    told = tell(BODY, {"film": "Heat", key: {"name": "TBA"}})
    assert not told.movie("director") + told.movie("actor") + told.review("author")
    assert f"“TBA” under “{key}” is nobody's name" in told.notes


def test_a_sentence_behind_a_name_is_no_part_of_it(tell):
    told = tell(BODY, {"film": "Heat", "cast": "Samuel L. Jackson, Al Pacino. Rated R"})
    assert told.movie("actor") == [Role(Person("Samuel L. Jackson"))]
    assert "“Al Pacino. Rated R” under “cast” is nobody's name" in told.notes


NOTHING = ("N/A", "n/a", "-", "—", "?", "unknown", "None", "null", "NaN", "TBA", "desconocido")


@pytest.mark.parametrize("words", NOTHING)
@pytest.mark.parametrize("table", [True, False])
def test_what_holds_the_place_of_a_fact_is_none(tell, words, table):
    keys = ("Country", "Genre", "Language", "Original title", "Rated", "Publisher", "Director")
    if table:
        told = tell("", {"Film": "Heat", "Review": BODY} | dict.fromkeys(keys, words), "csv")
    else:
        labels = "\n".join(f"{key}: {words}" for key in keys)
        told = tell(f"{labels}\n\n{BODY}", {"film": "Heat"})
    assert {claim.property for claim in told.extraction.movie} == {"name"}
    assert not told.review("publisher")
    assert told.body == BODY


def test_nothing_among_others(tell):
    told = tell(BODY, {"film": "Heat", "genre": "Crime, N/A", "country": ["n/a", "France/Italy"]})
    assert [genre.value for genre in told.movie("genre")] == ["Crime"]
    assert [country.value for country in told.movie("countryOfOrigin")] == ["France", "Italy"]


@pytest.mark.parametrize("words", ["same", "Idem", "le même", "gleich"])
def test_the_same_title_is_no_other(tell, words):
    assert tell(BODY, {"film": "Heat", "original title": words}).movie("alternateName") == []


@pytest.mark.parametrize(
    ("label", "genres", "countries"),
    [
        ("Genre: 3/5", [], []),
        ("Genre: Crime, Drama, 170 min", ["Crime", "Drama"], []),
        ("Genre: Crime / 1995 / USA", ["Crime"], []),
        ("Genre: 1995, Crime, USA", ["Crime"], []),
        ("Genre: 3D, 80s horror", ["3D", "80s horror"], []),
        ("Country: USA, 1995", [], ["USA"]),
        ("Country: USA 1850", [], ["USA"]),
        ("Country: 1995, USA", [], ["USA"]),
        ("Land: USA 1995", [], ["USA"]),
        ("Country: USA, 170 min.", [], ["USA"]),
        ("Land: D/F", [], ["D", "F"]),
        ("Nationalité : française", [], []),
        ("Nationalité : France", [], ["France"]),
        ("Nacionalidad: española", [], []),
        ("Nazione: italiana", [], []),
    ],
)
def test_what_stands_in_a_list_of_genres_or_countries(tell, label, genres, countries):
    told = tell(f"{label}\n\n{BODY}", {"film": "Heat"})
    assert [genre.value for genre in told.movie("genre")] == genres
    assert [country.value for country in told.movie("countryOfOrigin")] == countries


@pytest.mark.parametrize(
    "labels",
    [
        "Script: Predictable\nDirection: Tight\nCast: Strong\nPhotography: Gorgeous",
        "Direction: B+\nScript: C-\nCast: A",
        "Drehbuch: Vorhersehbar\nRegie: Sehr gut\nDarsteller: Gelungen",
        "Guion: Bueno\nDirección: Tibia",
        "Direction: Assured",
        "Cast: excellent",
        "Cast: An all-star ensemble",
        "Cast: see [IMDb](https://example.org)",
        "Cast: Narrated by Morgan Freeman",
        "Starring: No one you know",
        "Director: a newcomer",
        "Featuring: 4K transfer, Dolby Atmos",
    ],
)
def test_what_is_said_of_direction_and_cast_names_nobody(tell, labels):
    told = tell(f"{labels}\n\n{BODY}", {"film": "Heat", "rating": "4/5"})
    assert {claim.property for claim in told.extraction.movie} == {"name"}
    assert labels.partition(": ")[0] in told.notes


@pytest.mark.parametrize(
    ("label", "who"),
    [
        ("Starring: Al Pacino and a lot of guns", ["Al Pacino"]),
        ("Director: Michael Mann, whose Thief is better", ["Michael Mann"]),
        ("Director: Michael Mann, USA, 1995", ["Michael Mann"]),
        ("Directed by: Michael Mann from his own script", ["Michael Mann"]),
        ("Starring: Al Pacino with Robert De Niro", ["Al Pacino", "Robert De Niro"]),
        (
            "Starring: Al Pacino, Jon Voight; directed by Michael Mann",
            ["Michael Mann", "Al Pacino", "Jon Voight"],
        ),
        ("Cast: Fernandel", ["Fernandel"]),
        ("Director: Hitchcock", ["Hitchcock"]),
        ("Cast: Cantinflas, Cher", ["Cantinflas", "Cher"]),
        ("Cast: Chance the Rapper, bell hooks", ["Chance the Rapper", "bell hooks"]),
        ("Director: Lars von Trier", ["Lars von Trier"]),
    ],
)
def test_who_is_named_beside_other_words(tell, label, who):
    told = tell(f"{label}\n\n{BODY}", {"film": "Heat"})
    named = [*told.movie("director"), *(role.actor for role in told.movie("actor"))]
    assert [person.name for person in named] == who


def test_writer_and_director_of_one_name_are_no_judgements(tell):
    told = tell(BODY, {"film": "Heat", "director": "Hitchcock", "screenplay": "Hitchcock"})
    assert names(told) == names(told, "author") == ["Hitchcock"]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Ann Lee for The Gazette", ["Ann Lee"]),
        ("Ann Lee of The Gazette", ["Ann Lee"]),
        ("Ann Lee für die Zeit", ["Ann Lee"]),
        ("Ursula von der Leyen", ["Ursula von der Leyen"]),
        ("Juan de la Torre", ["Juan de la Torre"]),
        ("Ann Lee with Bob Ray", ["Ann Lee", "Bob Ray"]),
        ({"name": "Ann Lee, Bob Ray"}, ["Ann Lee", "Bob Ray"]),
        ({"name": "by Ann Lee", "url": "https://a.example/"}, ["Ann Lee"]),
        ({"name": "Lee, Ann"}, ["Ann Lee"]),
    ],
)
def test_who_wrote_beside_other_words(tell, words, who):
    told = tell(BODY, {"film": "Heat", "reviewer": words})
    assert [person.name for person in told.review("author")] == who


@pytest.mark.parametrize("words", ["me", "Staff", "admin", "Anonymous", "The Editors", "Redaktion"])
def test_nobody_wrote(tell, words):
    told = tell(f"By: {words}\n\n{BODY}", {"film": "Heat"})
    assert told.review("author") == []
    assert "is nobody's name" in told.notes


@pytest.mark.parametrize(
    "words", ["updated May 4, 2021", "actualizado el 4 May 2021", "last modified: 2021-05-04"]
)
def test_the_day_of_a_change_is_not_that_of_the_review(tell, words):
    told = tell(f"By: Ann Lee - {words}\n\n{BODY}", {"film": "Heat"})
    assert told.review("datePublished") == []
