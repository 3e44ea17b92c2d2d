"""Labels in the forms that people give them, and what needs none beside them."""

from decimal import Decimal

import pytest

from graph.extraction.bare_values import bare_values
from graph.extraction.credit_sentences import entries_of
from graph.extraction.label_forms import with_colons
from graph.records import Duration, PartialDate, Person, Text

BODY = "A lantern goes up, and all of the village looks."


def names(told, property_):
    return [getattr(v, "actor", v).name for v in told.movie(property_)]


@pytest.mark.parametrize(
    "labels",
    [
        "Director - Ann Berg\nCast - Max Roe, Ida Lund\nRuntime - 98 min\nRating - 3.5/5",
        "Director – Ann Berg\nCast – Max Roe, Ida Lund\nRuntime – 98 min\nRating – 3.5/5",
        "Director- Ann Berg\nCast- Max Roe, Ida Lund\nRuntime- 98 min\nRating- 3.5/5",
        "Director = Ann Berg\nCast = Max Roe, Ida Lund\nRuntime = 98 min\nRating = 3.5/5",
        "Director | Ann Berg\nCast | Max Roe, Ida Lund\nRuntime | 98 min\nRating | 3.5/5",
        "Director ...... Ann Berg\nCast ... Max Roe, Ida Lund\nRuntime … 98 min\nRating .. 3.5/5",
        "Director\tAnn Berg\nCast\tMax Roe, Ida Lund\nRuntime\t98 min\nRating\t3.5/5",
        "Director    Ann Berg\nCast        Max Roe, Ida Lund\nRuntime     98 min\nRating   3.5/5",
        "**Director** Ann Berg\n**Cast** Max Roe, Ida Lund\n**Runtime** 98 min\n**Rating** 3.5/5",
        "- **Director** Ann Berg\n- **Cast** Max Roe, Ida Lund\n- **Runtime** 98 min\n"
        "- **Rating** 3.5/5",
        "Director\nAnn Berg\nCast\nMax Roe, Ida Lund\nRuntime\n98 min\nRating\n3.5/5",
        "**Director**\nAnn Berg\n\n**Cast**\nMax Roe, Ida Lund\n\n**Runtime**\n98 min\n\n"
        "**Rating**\n3.5/5",
        "### Director\nAnn Berg\n### Cast\nMax Roe, Ida Lund\n### Runtime\n98 min\n"
        "### Rating\n3.5/5",
        "🎥 Director: Ann Berg\n👥 Cast: Max Roe, Ida Lund\n⏱️ Runtime: 98 min\n⭐ Rating: 3.5/5",
        "🎥 **Director:** Ann Berg\n👥 **Cast:** Max Roe, Ida Lund\n⏱️ **Runtime:** 98 min\n"
        "⭐ **Rating:** 3.5/5",
        "- 🎥 Director – Ann Berg\n- 👥 Cast – Max Roe, Ida Lund\n- ⏱️ Runtime – 98 min\n"
        "- ⭐ Rating – 3.5/5",
        "> Director: Ann Berg\n> Cast: Max Roe, Ida Lund\n> Runtime: 98 min\n> Rating: 3.5/5",
        "1. Director: Ann Berg\n2. Cast: Max Roe, Ida Lund\n3. Runtime: 98 min\n4. Rating: 3.5/5",
        "#### Director: Ann Berg\n#### Cast: Max Roe, Ida Lund\n#### Runtime: 98 min\n"
        "#### Rating: 3.5/5",
        "<b>Director:</b> Ann Berg<br>\n<b>Cast:</b> Max Roe, Ida Lund<br>\n"
        "<b>Runtime:</b> 98 min<br>\n<b>Rating:</b> 3.5/5",
        "[Director: Ann Berg]\n[Cast: Max Roe, Ida Lund]\n[Runtime: 98 min]\n[Rating: 3.5/5]",
        "`Director`: Ann Berg\n`Cast`: Max Roe, Ida Lund\n`Runtime`: 98 min\n`Rating`: 3.5/5",
        "Director: Ann Berg\nStars: Max Roe, Ida Lund\n98 min\nRated PG\n3.5 stars out of 5",
        "A film by Ann Berg\nStarring: Max Roe, Ida Lund\nCountry: UK\n98 min | Drama | ***1/2",
        "Director Name: Ann Berg\nStar Cast: Max Roe, Ida Lund\nRuntime: 98 min\n"
        "Movie Rating: 3.5/5",
    ],
)
@pytest.mark.parametrize("format", ["text", "markdown"])
def test_labels_in_many_forms(tell, labels, format):
    told = tell(f"Lantern (2018)\n\n{labels}\n\n{BODY}", format=format)
    assert names(told, "director") == ["Ann Berg"]
    assert names(told, "actor") == ["Max Roe", "Ida Lund"]
    assert told.movie("duration") == [Duration(98)]
    assert [r.value for r in told.review("reviewRating")] == [Decimal("3.5")]
    assert told.body == BODY


@pytest.mark.parametrize(
    "text",
    [
        "Director – who needs one? – is a word.",
        "The cast - all four of them - is loud.\n\nThe score - by nobody - is not.",
        "Director\n\nIt is a long word, and nobody says who is meant by it.",
        "Rating films – I try not to.\nCast aside – that is how I feel.",
        "Cast\nThey are all of them tired.\nDirector\nHe is tired, too.",
        "One - two\nThree - four",
        "Cast – away we go\nDirector – who else?",
        "Film – I love it.\nWriting – I love it more.",
        "Year - 1998 was a good one.\nCountry - not for old men.",
        "Director – You must run.\nDirector – I am running.",
        "## Cast\nEverybody is very good here\n## Direction\nAssured and cool",
        "> Director: Ida Lund\n> Cast: Max Roe",
        "1. Title: it is good.\n2. Cast: all are loud.",
    ],
)
def test_lines_that_only_look_like_labels_stay(tell, text):
    told = tell(f"Lantern (2018)\n\n{BODY}\n\n{text}\n\n{BODY}")
    assert names(told, "director") == names(told, "actor") == []
    assert told.body == f"{BODY}\n\n{text}\n\n{BODY}"


def test_lines_of_other_kinds_are_left_as_they_are():
    lines = [
        "- Al Pacino as Hanna",
        "- **Robert De Niro** as McCauley",
        "> Said the wall",
        "1. One",
    ]
    assert with_colons(lines) == lines


@pytest.mark.parametrize(
    "line",
    [
        "Dir. Ann Berg. UK/France 2018. 98 mins. Cast: Max Roe, Ida Lund.",
        "Dir: Ann Berg. Starring: Max Roe, Ida Lund. UK, France, 2018, 98 mins",
        "(UK/France 2018, 98 mins) Dir: Ann Berg Cast: Max Roe, Ida Lund",
        "UK, France, 2018, 98 min, dir. Ann Berg, with Max Roe and Ida Lund",
        "*Directed by Ann Berg; starring Max Roe and Ida Lund; 2018; 98 minutes; UK, France*",
        "Lantern (2018) Directed by Ann Berg. With Max Roe, Ida Lund. 98 min. UK/France.",
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_credits_in_one_line(tell, line, below):
    text = f"{BODY}\n\n{line}" if below else f"{line}\n\n{BODY}"
    told = tell(text, {"film": "Lantern"})
    assert names(told, "director") == ["Ann Berg"]
    assert names(told, "actor") == ["Max Roe", "Ida Lund"]
    assert told.movie("duration") == [Duration(98)]
    assert told.movie("datePublished") == [PartialDate(2018)]
    assert [t.value for t in told.movie("countryOfOrigin")] == ["UK", "France"]
    assert told.body == BODY


def test_a_line_of_credits_names_the_film_where_nothing_else_does(tell):
    told = tell(f"Lantern (2018) Directed by Ann Berg. With Max Roe. Rated PG.\n\n{BODY}")
    assert told.movie("name") == [Text("Lantern")]
    assert [rating.text for rating in told.movie("contentRating")] == ["PG"]


def test_credits_of_another_film_are_not_this_one_s(tell):
    told = tell(f"{BODY}\n\nFerry (1998). Directed by Ann Berg. With Max Roe.", {"film": "Lantern"})
    assert told.movie("name") == [Text("Lantern")]
    assert Person("Ann Berg") not in told.movie("director")


@pytest.mark.parametrize(
    "line",
    [
        "Directed by Ann Berg, it is long. With Max Roe, it is longer.",
        "The director is Ann Berg. It has 98 minutes.",
        "With Max Roe. 98 min.",
        "Directed by Ann Berg.",
    ],
)
def test_what_is_not_all_credits_is_prose(line):
    assert entries_of(line) == []


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("1h 47min", ["running time"]),
        ("12A cert, 98 mins", ["content rating", "running time"]),
        ("Drama, Thriller", ["genre", "genre"]),
        ("South Korea 2019", ["country", "year"]),
        ("98 min of rain", []),
        ("5 min", []),
        ("18", []),
        ("R", []),
        ("", []),
    ],
)
def test_what_needs_no_label(words, labels):
    assert [label for label, _ in bare_values(words)] == labels


def test_facts_without_labels_stand_beside_others_only(tell):
    told = tell(f"Lantern (2018)\n\n{BODY}\n\n98 min\n\n{BODY}\n\nDirector: Ann Berg")
    assert told.movie("duration") == []
    assert "98 min" in told.body


def test_stars_are_persons_or_a_score(tell):
    told = tell(f"Director: Ann Berg\nStars: Max Roe, Ida Lund\nStars: 3/5\n\n{BODY}")
    assert names(told, "actor") == ["Max Roe", "Ida Lund"]
    assert [r.text for r in told.review("reviewRating")] == ["3/5"]


@pytest.mark.parametrize("score", ["⭐ 8/10", "⭐️ 8/10", "🍿 8/10"])
def test_a_picture_before_a_score_is_no_star(tell, score):
    told = tell(f"{score}\n\n{BODY}", {"film": "Lantern"})
    assert [(r.value, r.best) for r in told.review("reviewRating")] == [(Decimal(8), Decimal(10))]


@pytest.mark.parametrize("score", ["3.5 stars", "3.5 stars out of 5", "3,5 Sterne", "3½ stars"])
def test_stars_and_a_half_in_words(tell, score):
    told = tell(f"{BODY}\n\n{score}", {"film": "Lantern"})
    assert [r.value for r in told.review("reviewRating")] == [Decimal("3.5")]


def test_obsidian_s_fields_that_are_not_known_are_no_text(tell):
    told = tell(f"# Lantern (2018)\n\ndirector:: Ann Berg\nmood:: blue\nwatchlist::\n\n{BODY}")
    assert names(told, "director") == ["Ann Berg"]
    assert told.body == BODY
    assert "“mood” is not known" in told.notes


@pytest.mark.parametrize("text", ["Like this::", "std::vector is a word.", "mood:: blue"])
def test_two_colons_in_a_text_without_fields_stay(tell, text):
    assert text in tell(f"# Lantern (2018)\n\n{BODY}\n\n{text}\n\n{BODY}").body


def test_a_label_in_two_pieces_of_emphasis_and_a_stop_behind_a_year(tell):
    told = tell(f"**Release Year:** 2014.\n**Notable** **Cast**: Max Roe and Ida Lund\n\n{BODY}")
    assert told.movie("datePublished") == [PartialDate(2014)]
    assert names(told, "actor") == ["Max Roe", "Ida Lund"]


def test_what_stands_in_templates_is_nobody(tell):
    told = tell(f"Director: \\[Director's Name\\]\nCast: Actor Name\n\n{BODY}", {"film": "Lantern"})
    assert names(told, "director") == names(told, "actor") == []


@pytest.mark.parametrize(
    "labels",
    [
        "导演：王伟\n主演：李娜、张强\n片长：98分钟\n我的评分：8/10\n豆瓣评分：9.1",
        "導演：王伟\n演員：李娜、张强\n片長：98分鐘\n評分：8/10",
        "감독: 王伟\n출연: 李娜, 张强\n상영시간: 98분\n평점: 8/10",
        "Режиссёр: 王伟\nВ ролях: 李娜, 张强\nПродолжительность: 98 мин.\nОценка: 8/10",
        "Режисер: 王伟\nАктори: 李娜, 张强\nТривалість: 1 год 38 хв\nОцінка: 8/10",
        "Yönetmen: 王伟\nOyuncular: 李娜, 张强\nSüre: 98 dakika\nPuan: 8/10",
        "Reżyseria: 王伟\nObsada: 李娜, 张强\nCzas trwania: 98 minut\nOcena: 8/10",
        "Režie: 王伟\nHrají: 李娜, 张强\nDélka: 1 hod 38 min\nHodnocení: 8/10",
        "Ohjaaja: 王伟\nPääosissa: 李娜, 张强\nKesto: 98 min\nArvosana: 8/10",
        "Regie: 王伟\nRolverdeling: 李娜, 张强\nSpeelduur: 98 minuten\nCijfer: 8/10",
        "Regi: 王伟\nSkådespelare: 李娜, 张强\nSpeltid: 98 minuter\nBetyg: 8/10",
    ],
)
def test_labels_in_further_languages(tell, labels):
    told = tell(f"{labels}\n\n{BODY}", {"film": "长路"})
    assert names(told, "director") == ["王伟"]
    assert names(told, "actor") == ["李娜", "张强"]
    assert told.movie("duration") == [Duration(98)]
    assert [(r.value, r.best) for r in told.review("reviewRating")] == [(Decimal(8), Decimal(10))]


@pytest.mark.parametrize(
    "table",
    [
        "| Year | Director | Rating |\n|---|---|---|\n| 2014 | Ann Berg | 6/10 |",
        "| Jahr | Regie | Wertung |\n|:--|:-:|--:|\n| [[2014]] | [[Ann Berg|Berg]] | 6/10 |",
        "Year | Mood | Director | Rating\n--- | --- | --- | ---\n2014 | blue | Ann Berg | 6/10",
    ],
)
def test_a_table_of_facts_with_one_row(tell, table):
    told = tell(f"{table}\n\n{BODY}", {"film": "Lantern"}, format="markdown")
    assert told.movie("datePublished") == [PartialDate(2014)]
    assert len(told.movie("director")) == 1
    assert [r.value for r in told.review("reviewRating")] == [Decimal(6)]
    assert told.body == BODY


def test_a_table_of_several_films_is_none_of_facts(tell):
    rows = "| 2014 | Ann Berg | 6/10 |\n| 2015 | Max Roe | 7/10 |"
    table = f"| Year | Director | Rating |\n|---|---|---|\n{rows}"
    told = tell(f"{table}\n\n{BODY}", {"film": "Lantern"}, format="markdown")
    assert told.movie("director") == told.review("reviewRating") == []


def test_a_table_about_another_film_is_none_of_facts(tell):
    table = "| Film | Year | Director |\n|---|---|---|\n| Heat | 1995 | Michael Mann |"
    told = tell(f"# Lantern (2018)\n\n{table}\n\n{BODY}", format="markdown")
    assert told.movie("name") == [Text("Lantern")]
    assert told.movie("director") == []


@pytest.mark.parametrize(
    ("above", "facts"),
    [
        ("Lantern (2018)", "| Award | Film | Director |\n|--|--|--|\n| Bear | Ember | Ida Lund |"),
        ("Lantern (2018)", "| Director | Cast |\n|---|---|\n| 3/5 | 4/5 |"),
        ("Lantern (2018)", "## Thief (1981)\n\n| Director | Year |\n|--|--|\n| Ida Lund | 1981 |"),
        ("Lantern (2018)", "## Thief (1981)\n\nDir. Ida Lund. With Max Roe. 98 mins."),
        (
            "Two for Friday",
            "### Ember\n\nDir. Ida Lund. 98 mins.\n\n### Tide\n\nDir. Max Roe. 101 mins.",
        ),
        ("Two for Friday", "Lantern (2018), dir. Ida Lund. Thief (1981), dir. Max Roe."),
    ],
)
def test_facts_that_may_be_another_film_s_are_nobody_s(tell, above, facts):
    told = tell(f"# {above}\n\n{BODY}\n\n{facts}\n", format="markdown")
    assert told.movie("director") == told.movie("actor") == told.movie("duration") == []


@pytest.mark.parametrize("below", ["France, 1944", "## War", "War", "With Love", "2019"])
def test_a_text_may_begin_with_what_looks_like_a_fact(tell, below):
    told = tell(f"# Lantern (2018)\n\nDirector: Ann Berg\n\n{below}\n\n{BODY}", format="markdown")
    assert told.movie("genre") == told.movie("countryOfOrigin") == told.movie("actor") == []
    assert below.strip("# ") in told.body


@pytest.mark.parametrize(
    "stars", ["Not Rated", "Must See", "Five Bright Ones", "Highly, Recommended"]
)
def test_words_for_stars_are_nobody(tell, stars):
    assert tell(BODY, {"film": "Lantern", "stars": stars}).movie("actor") == []


def test_fields_far_from_fields_are_text(tell):
    text = "director:: Ann Berg\n\n" + f"{BODY}\n\n" * 3 + "ns:: and this is prose."
    assert "ns:: and this is prose." in tell(text, {"film": "Lantern"}).body


@pytest.mark.parametrize("line", ["**Rating 3/10**", "*Calificación 3/10*", "**Nota 3/10**"])
def test_a_score_behind_its_name_in_a_line_of_its_own(tell, line):
    told = tell(f"{BODY}\n\n{line}", {"film": "Lantern"}, format="markdown")
    assert [r.text for r in told.review("reviewRating")] == ["3/10"]
    assert told.body == BODY
