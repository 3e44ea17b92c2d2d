"""Labelled lines: which are read, and what stays in the body."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.records import ContentRating, Duration, Link, PartialDate, Person, Role, Text

PROSE = "The river is wide, and the film takes its time to cross it."


@pytest.mark.parametrize(
    "block",
    [
        "Director: Jane Campion\nRunning time: 121 minutes",
        "Director: Jane Campion\n\nRunning time: 121 minutes",
        "**Director:** Jane Campion\n**Running time:** 121 minutes",
        "**Director**: Jane Campion  \n**Running time**: 2h 1min",
        "- Director: Jane Campion\n- Running time: 121 min",
        "* **Director:** [Jane Campion](https://example.org)\n* **Running time:** 121 min",
        "| Director | Jane Campion |\n| Running time | 121 min |",
        "Director: Jane Campion | Running time: 121 min",
        "**Director:** Jane Campion. **Running time:** 121 min.",
        "Regie: Jane Campion\nLaufzeit: 121 Minuten",
        "監督：Jane Campion\n上映時間：121分",
        "Director:: [[Campion|Jane Campion]]\nRunning time:: 121 min",
        "Instruktør: Jane Campion\nVarighed: 2 timer og 1 minut",
        "Regi: Jane Campion\nLängd: 2 timmar och 1 minut",
        "Geregisseerd door: Jane Campion\nDuur: 2 uur en 1 minuut",
        "Regizor: Jane Campion\nDurată: 121 de minute",
        "Rendező: Jane Campion\nJátékidő: 121 perc",
        "Σκηνοθεσία: Jane Campion\nΔιάρκεια: 121 λεπτά",
        "Direcció: Jane Campion\nDurada: 121 minuts",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_forms(tell, block, above):
    text = f"{block}\n\n{PROSE}" if above else f"{PROSE}\n\n{block}"
    told = tell(text, {"film": "The Piano"})
    assert told.movie("director") == [Person("Jane Campion")]
    assert told.movie("duration") == [Duration(121)]
    assert told.body == PROSE


@pytest.mark.parametrize("label", ["Image", "**Poster:**", "Affiche"])
def test_a_picture_has_an_address(tell, label):
    label = label if ":" in label else f"{label}:"
    block = f"Director: Jane Campion\n{label} https://a.example/p.jpg\nYear: 1993"
    told = tell(f"{block}\n\n{PROSE}", {"film": "The Piano"})
    assert told.movie("image") == [Link("https://a.example/p.jpg")]
    assert told.body == PROSE
    told = tell(f"{PROSE}\n\nPoster: by Saul Bass, and how.", {"film": "The Piano"})
    assert told.movie("image") == []
    assert "Saul Bass" in told.body
    assert "Poster" not in told.notes


def test_a_list_below_its_label(tell):
    told = tell(f"{PROSE}\n\nCast:\n- Holly Hunter as Ada\n- Sam Neill (Alisdair)\n", {"film": "X"})
    assert told.movie("actor") == [
        Role(Person("Holly Hunter"), "Ada"),
        Role(Person("Sam Neill"), "Alisdair"),
    ]
    assert told.body == PROSE


def test_one_colon_in_the_middle_of_prose_is_no_label(tell):
    text = f"{PROSE}\n\nDirector: that is what he calls himself.\n\n{PROSE}"
    told = tell(text, {"film": "X"})
    assert told.movie("director") == []
    assert told.body == text


def test_unknown_labels_stay_in_the_text(tell):
    told = tell(
        f"{PROSE}\n\nDirector: Jane Campion\nMusic: Michael Nyman\nYear: 1993", {"film": "X"}
    )
    assert told.movie("datePublished") == [PartialDate(1993)]
    assert told.body == f"{PROSE}\n\nMusic: Michael Nyman"


def test_a_label_that_was_not_understood_stays_in_the_text(tell):
    told = tell(f"{PROSE}\n\nDirector: Jane Campion\nRating: splendid", {"film": "X"})
    assert told.body.endswith("Rating: splendid")
    assert "“splendid” under “Rating” could not be read as a score" in told.notes


def test_dice_have_six_sides(tell):
    told = tell(f"Terningkast: 4\nRegi: Jane Campion\n\n{PROSE}", {"film": "The Piano"})
    assert [(rating.value, rating.best) for rating in told.review("reviewRating")] == [(4, 6)]


def test_rating_may_be_either(tell):
    told = tell(f"{PROSE}\n\nRating: PG-13 (for a kiss)\nRating: 8/10", {"film": "X"})
    assert told.movie("contentRating") == [ContentRating("PG-13", "", "for a kiss")]
    assert told.review("reviewRating")[0].value == Decimal(8)


@pytest.mark.parametrize("line", ["By Jane Doe", "Reviewed by Jane Doe", "*Review by Jane Doe*"])
def test_bylines(tell, line):
    told = tell(f"“Heat” (1995)\n\n{line}\n\n{PROSE}")
    assert told.review("author") == [Person("Jane Doe")]
    assert told.body == PROSE


@pytest.mark.parametrize(
    "line",
    [
        "by Jane Doe | 3 May 2020",
        "*By Jane Doe, May 3, 2020*",
        "Reviewed by Jane Doe on 3 May 2020",
        "Reviewed by: Jane Doe (3 May 2020)",
        "Reviewer: Jane Doe, 3 May 2020",
        "Author: Posted on 3 May 2020 by Jane Doe",
        "Author: Written by Jane Doe on 3 May 2020",
        "Author: Jane Doe - May 3, 2020",
        "Author: 2020-05-03 by Jane Doe",
    ],
)
def test_a_byline_with_a_day(tell, line):
    told = tell(f"# Heat (1995)\n\n{line}\n\n{PROSE}", format="markdown")
    assert told.review("author") == [Person("Jane Doe")]
    assert told.review("datePublished") == [PartialDate(2020, 5, 3)]
    assert "3" in told.claim("datePublished", "review").evidence.words
    assert told.body == PROSE


def test_the_day_in_a_byline_yields_to_one_that_is_stated(tell):
    told = tell(f"By Jane Doe | 3 May 2020\n\n{PROSE}", {"film": "X", "date": "2020-06-01"})
    assert told.review("datePublished") == [PartialDate(2020, 6, 1)]


@pytest.mark.parametrize("words", ["2020", "3/4/2020", "31 February 2020", "12", "4/5"])
def test_what_has_no_letters_or_is_a_day_is_nobodys_name(tell, words):
    assert tell(PROSE, {"film": "X", "author": words}).review("author") == []
    told = tell(PROSE, {"film": "X", "author": f"Jane Doe, {words}"})
    assert told.review("author") == [Person("Jane Doe")]


@pytest.mark.parametrize("line", ["By dawn, everybody is dead.", "By the sea we wait"])
def test_a_sentence_that_begins_with_by_is_no_byline(tell, line):
    told = tell(f"{line}\n\n{PROSE}", {"film": "X"})
    assert told.review("author") == []


@pytest.mark.parametrize("line", ["★★★½", "**8/10**", "3.5 / 5", "۸/۱۰"])
def test_a_score_alone_on_its_line(tell, line):
    told = tell(f"{PROSE}\n\n{line}", {"film": "X"})
    assert len(told.review("reviewRating")) == 1
    assert told.body == PROSE


@pytest.mark.parametrize("words", ["***½", "*** 1/2", "***½ (out of five)", r"\*\*\*½"])
@pytest.mark.parametrize(
    "block",
    [
        "Rating: {}\nDirector: Jane Campion",
        "**Rating:** {}\n**Director:** Jane Campion",
        "**Rating**: {}\n**Director**: Jane Campion",
        "**Rating: {}**\n**Director: Jane Campion**",
        "* Rating: {}\n* Director: Jane Campion",
        "**Rating:** {}. **Director:** Jane Campion.",
        "Rating: {} | Director: Jane Campion",
        "| **Rating** | {} |\n| **Director** | Jane Campion |",
        "Rating:: {}\nDirector:: Jane Campion",
        "Rating\n: {}\n\nDirector\n: Jane Campion",
        "Year: 1993\n{}\nDirector: Jane Campion",
    ],
)
def test_asterisks_are_stars_where_a_score_stands(tell, block, words):
    told = tell(f"{PROSE}\n\n{PROSE}\n\n{block.format(words)}", {"film": "The Piano"})
    (rating,) = told.review("reviewRating")
    assert (rating.value, rating.best) == (Decimal("3.5"), Decimal(5))
    assert told.movie("director") == [Person("Jane Campion")]
    assert told.body == f"{PROSE}\n\n{PROSE}"


@pytest.mark.parametrize("words", ["4/5", "*4/5*", "**4/5**", "*4*/5", "★★★★", "* ★★★★", "****"])
def test_emphasis_is_no_star(tell, words):
    told = tell(f"{PROSE}\n\n**Rating:** {words}", {"film": "X"})
    assert [rating.value for rating in told.review("reviewRating")] == [Decimal(4)]


@pytest.mark.parametrize("line", ["***½", "*** 1/2", "* ★★★½", "* **3.5/5**", "**★★★½**"])
def test_stars_alone_on_their_line(tell, line):
    told = tell(f"{PROSE}\n\n{line}", {"film": "X"})
    (rating,) = told.review("reviewRating")
    assert (rating.value, rating.best) == (Decimal("3.5"), Decimal(5))


@pytest.mark.parametrize(
    "line", ["***", "****", "* * *", "** **", "* ***½", "* *½", r"\*\*\*", r"\* \* \*"]
)
def test_a_rule_and_a_bullet_are_no_stars(tell, line):
    assert tell(f"{PROSE}\n\n{line}", {"film": "X"}).review("reviewRating") == []


def test_stars_out_of_nobody_knows_what_are_no_score(tell):
    told = tell(f"{PROSE}\n\nRating: *** 1/2 out of sight", {"film": "X"})
    assert told.review("reviewRating") == []
    assert "could not be read as a score" in told.notes


def test_a_number_alone_on_its_line_is_no_score(tell):
    assert tell(f"{PROSE}\n\n8", {"film": "X"}).review("reviewRating") == []


def test_the_screenplays_source_is_not_its_author(tell):
    told = tell(
        f"{PROSE}\n\nScreenplay: Jim Taylor, based on the novel by Rex Pickett", {"film": "X"}
    )
    assert told.movie("author") == [Person("Jim Taylor")]


def test_director_and_screenplay_in_one(tell):
    told = tell(f"{PROSE}\n\nWritten and directed by: Alex Garland", {"film": "X"})
    assert told.movie("director") == told.movie("author") == [Person("Alex Garland")]


def test_a_film_label_names_the_film(tell):
    told = tell(f"A Night to Forget\n\n{PROSE}\n\nFilm: Heat (1995)")
    assert told.movie("name") == [Text("Heat")]
    assert told.movie("datePublished") == [PartialDate(1995)]
    assert told.review("name")[0].value == "A Night to Forget"


def test_a_text_that_begins_with_a_label_has_no_headline(tell):
    told = tell(f"Film: Heat (1995)\n\n{PROSE}")
    assert told.movie("name") == [Text("Heat")]
    assert told.review("name") == []
    assert told.body == PROSE


@pytest.mark.parametrize("stop", [". ", ", ", "; "])
def test_labels_of_one_line_without_marks_between(tell, stop):
    labels = "Directed by: Ridley Scott", "Starring: Sigourney Weaver, John Hurt", "Rated: R"
    told = tell(f"Alien (1979)\n\n{stop.join(labels)}.\n\nA ship, and what is in it.")
    assert told.movie("director") == [Person("Ridley Scott")]
    assert told.movie("actor") == [Role(Person("Sigourney Weaver")), Role(Person("John Hurt"))]
    assert told.movie("contentRating") == [ContentRating("R")]
    assert told.body == "A ship, and what is in it."


def test_the_last_label_of_a_line_goes_without_a_colon(tell):
    line = "Regie: Ana Berg, Drehbuch: Bo Ek, mit Jürgen Prochnow, Herbert Grönemeyer"
    told = tell(f"Das Boot (1981)\n\n{line}\n\nEin Boot.")
    assert [told.movie("director"), told.movie("author")] == [
        [Person("Ana Berg")],
        [Person("Bo Ek")],
    ]
    assert [role.actor.name for role in told.movie("actor")] == [
        "Jürgen Prochnow",
        "Herbert Grönemeyer",
    ]


def test_an_unknown_label_ends_a_name_but_no_title(tell):
    line = "Title: Impossible, Mission: Heat, Director: Ana Berg, Music: Bo Ek; Year: 1995"
    told = tell(f"{line}\n\nA long night.")
    assert told.movie("name") == [Text("Impossible, Mission: Heat")]
    assert told.movie("director") == [Person("Ana Berg")]
    assert str(told.movie("datePublished")[0]) == "1995"
    assert told.body.split("\n") == ["Music: Bo Ek; ", "", "A long night."]


def test_the_language_is_that_of_the_text_without_its_labels(tell):
    labels = "映画：風立ちぬ\n監督：宮崎駿\n評価：4/5\n製作国：日本\n\n"
    assert tell(labels + "素晴らしい映画。").review("inLanguage") == [Text("ja")]
    assert tell(labels + "Great film.").review("inLanguage") == []


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("Korea, South", ["South Korea"]),
        ("Korea, Republic of, USA", ["Republic of Korea", "USA"]),
        (
            "Congo, Democratic Republic of the; U.S.A.",
            ["Democratic Republic of the Congo", "U.S.A."],
        ),
        ("USA, South Korea, North Macedonia.", ["USA", "South Korea", "North Macedonia"]),
        ("Danmark og Sverige", ["Danmark", "Sverige"]),
        ("Nederland en België", ["Nederland", "België"]),
        ("Bośnia i Hercegowina, Austria", ["Bośnia i Hercegowina", "Austria"]),
        ("Срб и Црна Гора", ["Срб", "Црна Гора"]),
        ("Trinidad og Tobago", ["Trinidad og Tobago"]),
    ],
)
def test_countries_as_lists_have_them(tell, words, countries):
    told = tell(f"Title: Heat\nCountry: {words}\n\n{PROSE}")
    assert [country.value for country in told.movie("countryOfOrigin")] == countries


@pytest.mark.parametrize(
    "text",
    [
        "It is the best film ever made\nby Michael Mann with Al Pacino\nand Robert De Niro.",
        "The score was written\nby Elliot Goldenthal and it is the\nquiet heart of the film.",
        "Nobody saw it at first.\nBy Christmas it was forgotten and in\nJanuary it was gone.",
        "A tale adapted from a novel\nBy Jane Roe\n\nis good.",
        "A film\nby Michael Mann",
        "By Jove it is good",
        "By Dawn's Early Light",
        "By Order of the Peaky Blinders",
    ],
)
def test_a_line_that_goes_on_with_a_sentence_is_no_byline(tell, text):
    told = tell(f"Heat (1995)\n\n{text}\n\nRating: 4/5")
    assert told.review("author") == []
    assert told.body.startswith(text)


@pytest.mark.parametrize(
    "head",
    [
        "By Ann Lee",
        "by Ann Lee",
        "*by Ann Lee*",
        "Review by Ann Lee for The Gazette",
        "Directed by Michael Mann\nBy Ann Lee",
        "Rating: 4/5\nby Ann Lee",
        "By Ann Lee\nA film about thieves.",
    ],
)
def test_a_byline_by_itself(tell, head):
    assert tell(f"Heat (1995)\n\n{head}\n\n{PROSE}").review("author") == [Person("Ann Lee")]


def test_what_stands_behind_the_last_name_of_a_cast_is_no_name(tell):
    told = tell("Cast: Al Pacino, Val Kilmer. 170 mins. Cert 15.\nYear: 1995\n\nIt is long.")
    assert [role.actor.name for role in told.movie("actor")] == ["Al Pacino", "Val Kilmer"]
