"""Which film it is, and when that is not certain."""

from __future__ import annotations

from typing import Any

import pytest

from graph.extraction import extract
from graph.records import Document, PartialDate, Person, Text

LONG = "Nobody sleeps in this city, and everybody is late."


@pytest.mark.parametrize(
    ("metadata", "title", "year"),
    [
        ({"film": "Heat"}, "Heat", None),
        ({"film": "Heat (1995)"}, "Heat", 1995),
        ({"movie": ["Heat"]}, "Heat", None),
        ({"title": "Heat (1995)"}, "Heat", 1995),
        ({"title": "Review: Heat", "director": "Michael Mann"}, "Heat", None),
        ({"title": "Heat Review", "director": "Michael Mann"}, "Heat", None),
        ({"title": "Película: Heat", "rating": "4/5"}, "Heat", None),
        ({"title": "Star Wars: A New Hope", "year": "1977"}, "Star Wars: A New Hope", 1977),
        ({"title": "Heat", "category": "Film reviews"}, "Heat", None),
        ({"title": "Why “Heat” still burns", "rating": "4/5"}, "Heat", None),
        (
            {"title": "Palm Springs Review", "tags": "Palm Springs, Max Barbakow"},
            "Palm Springs",
            None,
        ),
        ({"title": "Heat", "imdb": "tt0113277"}, "Heat", None),
        ({"title": "Heat", "wikidata": "Q42198"}, "Heat", None),
        ({"title": "1917", "year": "2019"}, "1917", 2019),
        ({"title": "Film Review: Heat (1995)", "category": "Film"}, "Heat", 1995),
        ({"title": "Netflix Review: Roma", "category": "Film"}, "Roma", None),
        ({"title": "Review: The grapes of wrath", "category": "Film"}, "The grapes of wrath", None),
        ({"title": "My Week with Marilyn", "category": "Film"}, "My Week with Marilyn", None),
        (
            {"title": "Interview with the Vampire", "rating": "4/5"},
            "Interview with the Vampire",
            None,
        ),
        ({"title": "No Country for Old Men", "category": "Film"}, "No Country for Old Men", None),
        ({"title": "The Movie Podcast", "director": "Ann Berg"}, "The Movie Podcast", None),
        ({"title": "The Review", "rating": "4/5"}, "The Review", None),
        ({"title": "🎬 Heat (1995)"}, "Heat", 1995),
        ({"title": "Heat (1995) 🔥🔥"}, "Heat", 1995),
        ({"title": "Metropolis (1927, restored 2010)"}, "Metropolis", 1927),
        ({"title": "“Heat” (the one from 1995)", "rating": "4/5"}, "Heat", None),
        ({"title": "Victor/Victoria", "rating": "4/5"}, "Victor/Victoria", None),
        ({"film": "Matangi / Maya / M.I.A."}, "Matangi / Maya / M.I.A.", None),
    ],
)
def test_titles_from_keys(tell, metadata, title, year):
    told = tell(LONG, metadata)
    assert told.movie("name") == [Text(title)]
    assert told.movie("datePublished") == ([PartialDate(year)] if year else [])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Heat (1995)\n\nNobody sleeps.", "Heat"),
        ("Heat (1995)\nDirector: Michael Mann\nRating: 4/5\n\nNobody sleeps.", "Heat"),
        ("Heat (1995)\nTwenty years on\n\nNobody sleeps.", "Heat"),
        ("# Heat (1995)\n\nNobody sleeps.", "Heat"),
        ("Heat: A Long Night in a Blue City\n\n“Heat” (1995) never sleeps.", "Heat"),
        ("Heat: A Long Night in a Blue City\n\nAnd “Heat” never sleeps.", "Heat"),
        ("Heat\n\nFor a while, “Heat” sleeps.", "Heat"),
        ("Heat\n====\n\nFor a while, *Heat* sleeps.", "Heat"),
        ("What Heat Taught Me\n\n“Heat” (1995) never sleeps.", "Heat"),
        ("“Heat” (1995) never sleeps. It waits.", "Heat"),
        ("Se7en – Filmkritik\n\nIn „Se7en“ regnet es.", "Se7en"),
    ],
)
def test_titles_from_prose(tell, text, title):
    assert tell(text).movie("name") == [Text(title)]


@pytest.mark.parametrize(
    "text",
    [
        "On Waiting\n\nI like the half minute before the film best.",
        "Love and Loss in Paris\n\nShe says *love* too often, and “loss” once.",
        "A Good Year\n\nWe saw “Heat” (1995) and “Ronin” (1998), and were glad.",
        "When “Thief” (1981) came out, nobody went. This is not about it.",
        "When my father took me to the Odeon to see that film (1995)\nI was nine.",
        "Heat: A Crime Saga\n\nThe word “Heat” stands on the poster.",
    ],
)
def test_uncertain_titles_are_not_claimed(tell, text):
    told = tell(text)
    assert told.movie("name") == []


def test_labels_directly_below_a_title_with_its_year_are_read(tell):
    told = tell("Heat (1995)\nDirector: Michael Mann\nRating: 4/5\n\nNobody sleeps.")
    assert told.movie("director") == [Person("Michael Mann")]
    assert told.body == "Nobody sleeps."


def test_a_front_matter_title_alone_is_not_taken_for_a_film(tell):
    told = tell(LONG, {"title": "Chicken Soup for Twelve", "date": "2020-01-02"})
    assert told.movie("name") == []
    assert "may be a film's title or only a headline" in told.notes


@pytest.mark.parametrize(
    "headline",
    [
        "What I watched this week",
        "Podcast episode 12: Heat",
        "Podcast episode 12: Heat (1995)",
        "My week at Sundance",
        "The Best Films of 2020",
        "Review: The Best Films of 2020",
        "Die 10 besten Filme",
        "Top 10 Thrillers",
        "Interview: Michael Mann",
        "Book Review: Dune",
        "Why Heat still matters",
        "Why Heat Still Matters",
        "Pacino and De Niro face off at last",
        "Heat (1995) revisited",
        "Dune vs Dune: 1984 or 2021?",
        "The Before Trilogy (1995–2013)",
        "Oscar shorts 2024",
        "Festival notes: Cannes 2024",
        "Berlinale 2024: Day Three",
        "Barbie / Oppenheimer",
        "Blade Runner: The Final Cut (1982/2007)",
        "Seven Samurai / Shichinin no samurai (七人の侍, 1954)",
    ],
)
@pytest.mark.parametrize("signs", [{"category": "Film"}, {"rating": "4/5"}])
def test_a_category_or_a_score_makes_no_title_of_a_headline(tell, headline, signs):
    told = tell("Nobody sleeps in *Heat*.", {"title": headline, **signs})
    assert told.movie("name") == []
    assert f"“{headline}” may be a film's title or only a headline" in told.notes


def test_a_title_spelled_like_a_sentence_is_one_where_the_text_repeats_it(tell):
    told = tell(
        "Few films are as dusty as The Grapes of Wrath.",
        {"title": "The grapes of wrath", "category": "Film"},
    )
    assert told.movie("name") == [Text("The grapes of wrath")]


def test_a_headline_gives_the_title_that_has_its_year_in_the_text(tell):
    told = tell(
        "“Heat” (1995) never sleeps.", {"title": "Why Heat still matters", "category": "Film"}
    )
    assert told.movie("name") == [Text("Heat")]


@pytest.mark.parametrize(
    ("text", "metadata"),
    [
        (LONG, {"title": "Heat (1995) and Ronin (1998)", "category": "Film"}),
        (LONG, {"title": "Heat (1995) - Ronin (1998)", "category": "Film"}),
        (LONG, {"title": "Heat (USA, 1995) and Ronin (UK, 1998)", "rating": "4/5"}),
        (LONG, {"film": "Heat (1995) and Ronin (1998)"}),
        (f"# Double Feature: Heat (1995) and Ronin (1998)\n\n{LONG}\n\nHeat: 4/5", {}),
        ("“Heat” (1995) never sleeps.", {"film": ["Heat", "Ronin"]}),
    ],
)
def test_several_films_are_not_taken_for_one(tell, text, metadata):
    told = tell(text, metadata, format="markdown")
    assert told.movie("name") == []
    assert told.movie("datePublished") == []
    assert "names several films; write a review of each" in told.notes


@pytest.mark.parametrize(
    "text",
    ["*Barbie* is pink, *Oppenheimer* is grey.", "“Barbie” (2023) and “Oppenheimer” (2023) it is."],
)
def test_films_that_are_marked_in_the_text_and_joined_in_the_headline_are_several(tell, text):
    keys = {"title": "Barbenheimer: Barbie and Oppenheimer", "rating": "4/5"}
    told = tell(text, keys, format="markdown")
    assert told.movie("name") == []
    assert "names several films; write a review of each" in told.notes


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ({"title": "Nightcrawler", "rating": "4/5"}, "Nightcrawler"),
        ({"title": "Review: Nightcrawler", "category": ["Film Reviews"]}, "Nightcrawler"),
    ],
)
def test_a_review_with_a_score_of_its_own_may_compare_films(tell, keys, name):
    told = tell(
        "He films at night.\n\n## Drive (2011)\n\nCold.\n\n## Collateral (2004)\n\nDark.", keys
    )
    assert told.movie("name") == [Text(name)]


def test_two_persons_in_a_title_are_one_film(tell):
    told = tell("*Thelma* and *Louise* flee.", {"title": "Thelma & Louise", "rating": "4/5"})
    assert told.movie("name") == [Text("Thelma & Louise")]


def test_a_festival_before_a_title_that_the_text_names(tell):
    told = tell(
        "Dahomey (Mati Diop, 2024) is short and has much to say.",
        {"title": "Berlinale 2024: Dahomey", "rating": "4/5"},
    )
    assert told.movie("name") == [Text("Dahomey")]
    assert told.movie("datePublished") == [PartialDate(2024)]


def test_a_quoted_film_of_which_the_title_is_longer_is_another(tell):
    text = "A film like “Rain” (1932) this is not. “Rain of the Gardens” is quiet."
    told = tell(text, {"title": "Rain of the Gardens", "rating": "4/5"})
    assert (told.movie("name"), told.movie("datePublished")) == ([Text("Rain of the Gardens")], [])


def test_a_headline_that_a_button_shares_is_no_title(tell):
    text = "Share “Ronin drives on” with friends.\n\n“Ronin” (1998) is a film of cars."
    told = tell(text, {"title": "Ronin drives on", "rating": "4/5"})
    assert told.movie("name") == [Text("Ronin")]


def test_a_film_of_another_year_in_the_text_is_another(tell):
    text = "The sequel “Day” (2008) is weak. This film is strong."
    told = tell(text, {"title": "Day of the Dead", "year": "1985"})
    assert told.movie("name") == [Text("Day of the Dead")]


def test_a_part_of_a_films_title_does_not_stand_for_it(tell):
    told = tell(
        "“Star Wars” is what we all called it.", {"title": "Star Wars: A New Hope", "year": "1977"}
    )
    assert told.movie("name") == [Text("Star Wars: A New Hope")]


def test_several_films_in_one_file_are_told(tell):
    told = tell(LONG, {"films": ["Heat", "Ronin"]})
    assert told.movie("name") == []
    assert "names several films" in told.notes


def test_the_headline_leaves_the_body(tell):
    told = tell("# A Long Night\n\nNobody sleeps.", {"film": "Heat"})
    assert told.review("name")[0].value == "A Long Night"
    assert told.body == "Nobody sleeps."


def test_a_heading_beside_a_title_stays(tell):
    told = tell("# First impressions\n\nNobody sleeps.", {"film": "Heat", "title": "A Long Night"})
    assert told.review("name")[0].value == "A Long Night"
    assert told.body.startswith("First impressions")


def test_a_heading_that_repeats_the_title_goes(tell):
    told = tell("# A long night\n\nNobody sleeps.", {"film": "Heat", "title": "A Long Night"})
    assert told.body == "Nobody sleeps."


def test_an_original_title_that_is_also_another(tell):
    told = tell("", {"film": "Ferry", "original title": "La barca aka The Boat"})
    assert [t.value for t in told.movie("alternateName")] == ["La barca", "The Boat"]


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Review: The Quiet Ferry", "The Quiet Ferry"),
        ("The Quiet Ferry - Movie Review", "The Quiet Ferry"),
        ("The Quiet Ferry review: long and wet", "The Quiet Ferry"),
        ("The Quiet Ferry (2014) | Night Pages", "The Quiet Ferry"),
        ("A review of The Quiet Ferry", "The Quiet Ferry"),
        ("Crítica de «The Quiet Ferry»", "The Quiet Ferry"),
        ("A triumph of patience", ""),
    ],
)
def test_headlines_above_labelled_facts(tell, headline, title):
    told = tell(
        f"# {headline}\n\nDirector: Ann Berg\nRuntime: 98 min\n\nIt is long.", format="markdown"
    )
    assert [t.value for t in told.movie("name")] == [title] * bool(title)


def test_a_first_line_right_above_labels_is_a_headline(tell):
    told = tell("Review: Low Tide\nDirector: Ann Berg\nRating: 4/5\n\nIt is long.")
    assert told.movie("name") == [Text("Low Tide")]
    assert told.body == "It is long."


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Review: Low Tide", "Low Tide"),
        ("Low Tide", "Low Tide"),
        ("LOW TIDE (12A)", "LOW TIDE"),
        ("A long wait", ""),
        ("Ten Best Films", ""),
        ("Ann Berg Returns", ""),
    ],
)
def test_headlines_above_lines_of_credits(tell, headline, title):
    told = tell(
        f"# {headline}\n\nDirected by Ann Berg\nWith Max Roe\n\nIt is long.", format="markdown"
    )
    assert told.movie("director") == [Person("Ann Berg")]
    assert [t.value for t in told.movie("name")] == [title] * bool(title)


@pytest.mark.parametrize("text", ["“Low Tide” is long.", "*Low Tide* is long."])
def test_a_headline_is_no_title_where_the_text_marks_another(tell, text):
    told = tell(f"A Triumph of Patience\nDirector: Ann Berg\nRuntime: 98 min\n\n{text}")
    assert [t.value for t in told.movie("name")] != ["A Triumph of Patience"]


def test_a_headline_far_above_labels_is_no_title(tell):
    told = tell("Low Tide\n\nIt is long.\n\nIt is.\n\nDirector: Ann Berg\nRuntime: 98 min")
    assert told.movie("name") == []


@pytest.mark.parametrize(
    "title",
    [
        "Low Tide (Ann Berg, 2018) 3.5/5",
        "Low Tide (2018, Ann Berg) – 3.5/5",
        "Low Tide (2018) – dir. Ann Berg – 3.5/5",
        "Low Tide, dir. Ann Berg (2018) [3.5/5]",
    ],
)
def test_maker_year_and_score_beside_a_title(tell, title):
    told = tell("It is long.", {"title": title})
    assert told.movie("name") == [Text("Low Tide")]
    assert told.movie("datePublished") == [PartialDate(2018)]
    assert told.movie("director") == [Person("Ann Berg")]
    assert [r.text for r in told.review("reviewRating")] == ["3.5/5"]


@pytest.mark.parametrize(
    ("title", "score"),
    [
        ("Low Tide (2018) – B+", "B+"),
        ("Low Tide (2018) [C]", "C"),
        ("Low Tide – 7/10", "7/10"),
        ("Low Tide: 3/5", "3/5"),
        ("Part 3/5", None),
        ("Low Tide Part – 2/5", None),
        ("Low Tide 2 – 1/10", None),
        ("50/50", None),
        ("Low Tide 1/2", None),
    ],
)
def test_scores_behind_titles(tell, title, score):
    told = tell("It is long.", {"title": title, "director": "Ann Berg"})
    assert [r.text for r in told.review("reviewRating")] == ([score] if score else [])


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("Film review: Lanterna", "It is long.", "Lanterna"),
        ("Lanterna Movie Review", "It is long.", "Lanterna"),
        ("《纸鸢》观后感", "很长的电影。", "纸鸢"),
        ("纸鸢 - 电影评论", "很长的电影。", "纸鸢"),
        ("[영화 리뷰] 종이연", "긴 영화다.", "종이연"),
        ("Latawiec – recenzja filmu", "Bardzo długi.", "Latawiec"),
        ("Lanterna", "Lanterna is a quiet, handsome film.", "Lanterna"),
        ("Norway", "Norway is a place where every film is long.", None),
        ("Small News 🎉", "A gull took my pen.", None),
        ("Norway", "Norway is a film director who never sleeps.", None),
        ("“A slow tide under us”", "A gull took my pen.", None),
        ("Movies — 2016", "A gull took my pen.", None),
        ("*Iron Tide* and *Ember*", "Both are long.", None),
        ("The Inspector Crane Trilogy", "All are long.", None),
    ],
)
def test_what_a_headline_says_of_itself(tell, title, text, name):
    told = tell(f"# {title}\n\n{text}\n\nRating: 4/5\n", format="markdown")
    assert [t.value for t in told.movie("name")] == ([name] if name else [])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("How to Write a Movie Review", []),
        ("My First Movie Review", []),
        ("2023 Movie Review", []),
        ("Low Tide Movie Review", ["Low Tide"]),
        ("Movie Review: The Round-Up", ["The Round-Up"]),
        ("The Weekly Round-Up", []),
    ],
)
def test_what_is_reviewed_is_told_by_headline_and_text(tell, title, name):
    told = tell(f"# {title}\n\nLow Tide is grey, and every boat in it lies dry.", format="markdown")
    assert [t.value for t in told.movie("name")] == name


@pytest.mark.parametrize(
    "title",
    [
        "Low Tide (2026 rewatch)",
        "Low Tide (3rd watch, I think)",
        "Low Tide (Director's Cut)",
        "Quay Film Club: October 2025 - Low Tide",
        "Low Tide",
    ],
)
def test_what_stands_around_a_title(tell, title):
    told = tell("It is long.", {"title": title, "rating": "4/5"})
    assert told.movie("name") == [Text("Low Tide")]


def titles(source: str, text: str, metadata: dict[str, Any]) -> list[str]:
    found = extract(Document(source, "markdown", "", "", text, metadata)).movie
    return [claim.value.value for claim in found if claim.property == "name"]


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("Low Tide", "The movie is long. I watched it twice.", "Low Tide"),
        ("Low Tide", "It rained.", None),
        ("Low Tide – Review", "I saw it in May. The film is long.", "Low Tide"),
        ("Low Tide [Recensione]", "Ho visto il film a maggio, e gli attori.", "Low Tide"),
        ("Low Tide – Review", "It rained.", None),
        ("Review: Netflix", "I watched it all week. It rained.", None),
        ("Day 3 – Review", "I saw it in May. The film is long.", None),
        ("2019 in Review", "I saw it in May. The film is long.", None),
        ("Tides – Exclusive Word Review", "It rained.", None),
        ("Going to the Drive-In", "I watched the movie from the car.", None),
        ("Movie Night", "The movie was long, and the cast is good.", None),
        ("a day at the sea", "The movie was long, and the cast is good.", None),
    ],
)
@pytest.mark.parametrize("source", ["movies/a.md", "posts/a.md"])
def test_what_is_filed_under_films(title, text, name, source):
    tags = {} if source.startswith("movies") else {"tags": ["movies"]}
    assert titles(source, text, {"title": title, **tags}) == ([name] if name else [])


@pytest.mark.parametrize(
    ("source", "name"),
    [("reviews/cold-rooms-1999.md", "Cold Rooms"), ("1641254400-cold-rooms-1999.md", None)],
)
def test_a_machine_s_name_that_the_text_marks(source, name):
    assert titles(source, "_Cold Rooms_ is a debut.", {}) == ([name] if name else [])


def test_what_the_indieweb_says_of_watching(tell):
    cited = {"type": "cite", "name": "Copper Moon", "published": "2007"}
    told = tell("It is long.", {"watch-of": cited | {"watched-date": "2022-01-04"}})
    assert told.movie("name") == [Text("Copper Moon")]
    assert told.movie("datePublished") == [PartialDate(2007)]


def test_an_article_behind_its_title(tell):
    told = tell("It is long.", {"film": "Paper Lantern, The (2018)"})
    assert told.movie("name") == [Text("The Paper Lantern")]


@pytest.mark.parametrize("before", ["Watched: ", "Just watched: ", "Rewatched: ", "Film: "])
def test_what_was_done_with_a_film_is_not_of_its_title(tell, before):
    told = tell("It is long.", {"title": f"{before}Low Tide (2018)"})
    assert told.movie("name") == [Text("Low Tide")]


GERMAN = (
    "Es ist ein Film über einen Mann, der die Laternen einer Stadt anzündet, und über die Stadt."
)


@pytest.mark.parametrize(
    ("metadata", "headline"),
    [
        ({"title": "The Lantern Keeper", "rating": "4/5"}, Text("The Lantern Keeper")),
        ({"title": "The Lantern Keeper (2003)"}, Text("The Lantern Keeper (2003)")),
        ({"title": "Laterne", "film": "Lampa", "original_title": "Laterne"}, Text("Laterne")),
        ({"title": "Ein Licht", "film": "The Lantern Keeper"}, Text("Ein Licht", "de")),
        ({"title": "Ein Licht", "rating": "4/5", "film": ""}, Text("Ein Licht")),
    ],
)
def test_a_headline_that_only_names_the_film_is_in_no_known_language(tell, metadata, headline):
    told = tell(GERMAN, metadata)
    assert told.review("name") == [headline]
    assert told.review("reviewBody") == [Text(GERMAN, "de")]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Two from Mann", "**Thief** (1981): Rain. 4/5\n\n**Collateral** (2004): A cab. 3/5"),
        ("Barbenheimer", "*Barbie* (2023) gets 4/5. *Oppenheimer* (2023) gets 5/5."),
        ("Two from Mann", "## Thief (1981)\n\nRain.\n\n## Collateral (2004)\n\nA cab."),
    ],
)
def test_a_headline_above_films_of_which_the_text_tells_is_no_film(tell, title, text):
    told = tell(text, {"title": title, "category": "Film Reviews"})
    assert not told.movie("name")
    assert f"“{title}” is no film of which the text tells, unlike “" in told.notes


@pytest.mark.parametrize(
    "more", [{"director": "Ann Berg"}, {"year": "1995"}, {"title": "Heat (1995)"}, {}]
)
def test_other_films_speak_against_a_title_only_where_nothing_proves_it(tell, more):
    text = "*Thief* (1981) and *Collateral* (2004) were shorter" + ("." if more else " than Heat.")
    told = tell(text, {"title": "Heat", "category": "Film", **more})
    assert told.movie("name") == [Text("Heat")]


def test_a_label_that_gives_two_scores_speaks_against_a_title(tell):
    text = "### Thief\nRain.\n\nRating: 4/5\n\n### Collateral\nA cab.\n\nRating: 3/5"
    assert not tell(text, {"title": "Mann Marathon", "category": "Film"}).movie("name")


@pytest.mark.parametrize(
    "title",
    ["Week 12", "January round-up", "Mann double: Thief and Collateral", "Weekend Recap"],
)
def test_words_of_what_holds_several_films_are_no_title(tell, title):
    assert not tell("Both are good.", {"title": title, "rating": "4/5"}).movie("name")


def test_a_heading_below_the_facts_of_a_film_is_its_title(tell):
    facts = {"director": "Ann Berg", "year": "2001"}
    assert tell(f"# Spirited Away\n\n{LONG}", facts).movie("name") == [Text("Spirited Away")]
    for heading in ("Top 10 films of 2020", "Pacino and De Niro face off at last"):
        assert not tell(f"# {heading}\n\n{LONG}", facts).movie("name")


@pytest.mark.parametrize(
    ("headline", "year"),
    [("Heat (1995) review", 1995), ("Heat review", None), ("Ronin (1998) is no Heat", None)],
)
def test_the_year_behind_the_name_of_the_film_in_the_headline(tell, headline, year):
    told = tell(LONG, {"film": "Heat", "title": headline})
    assert told.movie("datePublished") == ([PartialDate(year)] if year else [])
    told = tell(LONG, {"film": "Heat", "year": "1986", "title": headline})
    assert told.movie("datePublished") == [PartialDate(1986)]


@pytest.mark.parametrize(
    ("headline", "directors"),
    [
        ("Vertigo (Alfred Hitchcock, 1958)", ["Alfred Hitchcock"]),
        ("Fargo (Joel Coen & Ethan Coen, 1996)", ["Joel Coen", "Ethan Coen"]),
        ("Malcolm X (1992) d. Spike Lee", ["Spike Lee"]),
        ("Heat (1995, dir. Michael Mann)", ["Michael Mann"]),
        ("Heat (USA 1995)", []),
        ("Heat (1995) by Ann Lee", []),
    ],
)
def test_who_stands_beside_the_year_made_the_film(tell, headline, directors):
    told = tell(f"{headline}\n\n{LONG}")
    assert told.movie("director") == [Person(name) for name in directors]
