"""Front matter and columns, in the dialects that people use."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from graph.extraction import extract
from graph.records import (
    ContentRating,
    Document,
    Duration,
    Identifier,
    Link,
    Malformed,
    PartialDate,
    Person,
    Placed,
    Rating,
    Role,
    SourceKind,
    Text,
)

BODY = "The house at the end of the street has no windows, and the film has no patience.\n"


def test_jekyll_with_a_map(tell):
    told = tell(
        BODY,
        {
            "layout": "review",
            "title": "The Long Way Down",
            "date": "2021-03-06",
            "author": "Jane Doe",
            "movie": {
                "title": "Alien",
                "year": "1979",
                "director": "Ridley Scott",
                "runtime": "117",
                "imdb_id": "tt0078748",
                "mpaa": "R",
                "genre": ["Horror", "Science Fiction"],
            },
            "rating": "★★★★½",
            "tags": ["space"],
        },
    )
    assert told.movie("name") == [Text("Alien")]
    assert told.movie("datePublished") == [PartialDate(1979)]
    assert told.movie("director") == [Person("Ridley Scott")]
    assert told.movie("duration") == [Duration(117)]
    assert told.movie("identifier") == [Identifier("imdb", "tt0078748")]
    assert told.movie("contentRating") == [ContentRating("R", "MPAA")]
    assert [genre.value for genre in told.movie("genre")] == ["Horror", "Science Fiction"]
    assert told.review("name") == [Text("The Long Way Down", "en")]
    assert told.review("datePublished") == [PartialDate(2021, 3, 6)]
    assert told.review("author") == [Person("Jane Doe")]
    assert told.review("reviewRating") == [Rating(Decimal("4.5"), Decimal(5), Decimal(0), "★★★★½")]
    assert told.notes == ""


@pytest.mark.parametrize("key", ["params", "extra", "custom_fields", "acf", "fields"])
def test_a_container_says_nothing_of_what_is_in_it(tell, key):
    inner = {"year": "1995", "director": "Michael Mann", "rating": "4/5", "mood": "blue"}
    told = tell(BODY, {"title": "Heat", key: inner})
    assert told.movie("name") == [Text("Heat")]
    assert told.movie("datePublished") == [PartialDate(1995)]
    assert told.movie("director") == [Person("Michael Mann")]
    assert told.review("reviewRating") == [Rating(Decimal(4), Decimal(5), Decimal(0), "4/5")]
    assert told.claim("director").evidence.key == f"{key}.director"
    assert f"The key “{key}.mood” is not known" in told.notes
    assert f"“{key}”" not in told.notes


def test_zola_has_its_categories_in_a_map(tell):
    told = tell(BODY, {"title": "Heat", "taxonomies": {"categories": ["tv series"]}})
    assert "television" in told.skip


def test_a_container_in_the_map_of_a_film_is_the_film_s(tell):
    told = tell(BODY, {"movie": {"title": "Heat", "extra": {"date": "1995-12-15"}}})
    assert told.movie("datePublished") == [PartialDate(1995, 12, 15)]


def test_words_under_the_key_of_a_container_are_not_known(tell):
    told = tell(BODY, {"film": "Heat", "extra": "popcorn"})
    assert "The key “extra” is not known and was left out." in told.notes


def test_evidence_has_key_words_and_line(tell):
    evidence = tell(BODY, {"title": "Up", "movie": {"director": "Pete Docter"}}).claim("director")
    assert evidence.evidence.kind is SourceKind.METADATA
    assert (evidence.evidence.key, evidence.evidence.words) == ("movie.director", "Pete Docter")
    assert evidence.evidence.line == 3


def test_flat_keys_with_a_prefix(tell):
    told = tell(BODY, {"title": "On Trains", "filmTitle": "Brief Encounter", "film_year": "1945"})
    assert told.movie("name") == [Text("Brief Encounter")]
    assert told.movie("datePublished") == [PartialDate(1945)]
    assert told.review("name") == [Text("On Trains", "en")]


def test_schema_org_names(tell):
    told = tell(
        BODY,
        {
            "@type": "Review",
            "name": "A Room with Too Many Doors",
            "itemReviewed": {
                "@type": "Movie",
                "name": "Playtime",
                "datePublished": "1967-12-16",
                "director": {"@type": "Person", "name": "Jacques Tati"},
                "actor": [{"name": "Jacques Tati", "character": "Monsieur Hulot"}],
                "duration": "PT2H4M",
                "sameAs": ["https://www.imdb.com/title/tt0062136/", "https://example.org/playtime"],
                "image": "https://example.org/playtime.jpg",
            },
            "reviewRating": {"ratingValue": "9", "bestRating": "10", "worstRating": "1"},
            "author": {"name": "Jane Doe", "url": "https://example.org/jane"},
            "inLanguage": "en-GB",
        },
    )
    assert told.movie("name") == [Text("Playtime")]
    assert told.movie("datePublished") == [PartialDate(1967, 12, 16)]
    assert told.movie("actor") == [Role(Person("Jacques Tati"), "Monsieur Hulot")]
    assert told.movie("duration") == [Duration(124)]
    assert told.movie("identifier") == [Identifier("imdb", "tt0062136")]
    assert told.movie("sameAs") == [Link("https://example.org/playtime")]
    assert told.movie("image") == [Link("https://example.org/playtime.jpg")]
    assert told.review("name") == [Text("A Room with Too Many Doors", "en-gb")]
    assert told.review("reviewRating") == [Rating(Decimal(9), Decimal(10), Decimal(1), "9")]
    assert told.review("author") == [Person("Jane Doe", ("https://example.org/jane",))]
    assert told.review("inLanguage") == [Text("en-gb")]


@pytest.mark.parametrize(
    "cast",
    [
        "Sandra Hüller (Ines), Peter Simonischek as Winfried",
        ["Sandra Hüller (Ines)", "Peter Simonischek as Winfried"],
        [
            {"actor": "Sandra Hüller", "role": "Ines"},
            {"name": "Peter Simonischek", "as": "Winfried"},
        ],
        {"Sandra Hüller": "Ines", "Peter Simonischek": "Winfried"},
    ],
)
def test_casts(tell, cast):
    told = tell(BODY, {"film": "Toni Erdmann", "cast": cast})
    roles = [Role(Person("Sandra Hüller"), "Ines"), Role(Person("Peter Simonischek"), "Winfried")]
    assert told.movie("actor") == roles


def test_an_actor_with_one_name_keeps_it(tell):
    told = tell("Director: Ann and Max Berg\nStarring: Cher and Nicolas Cage\n\n" + BODY)
    assert told.movie("director") == [Person("Ann Berg"), Person("Max Berg")]
    assert told.movie("actor") == [Role(Person("Cher")), Role(Person("Nicolas Cage"))]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Smith, Jane", ["Jane Smith"]),
        ("Ann Lee, Bob Ray", ["Ann Lee", "Bob Ray"]),
        (["Smith, Jane", "Roe, Max"], ["Jane Smith", "Max Roe"]),
    ],
)
def test_a_reviewer_with_the_family_name_in_front(tell, words, names):
    told = tell(BODY, {"film": "X", "author": words})
    assert told.review("author") == [Person(name) for name in names]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ann Lee and Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Siskel and Ebert", ["Siskel", "Ebert"]),
        ("SISKEL AND EBERT", ["SISKEL", "EBERT"]),
        ("Li, Xu; Tan, Lo", ["Xu Li", "Lo Tan"]),
        ("Xu Li, Bob Ray and Ted Post", ["Xu Li", "Bob Ray", "Ted Post"]),
        ("A. O. Scott, J. Hoberman", ["A. O. Scott", "J. Hoberman"]),
        (["Xu Li", "Lo Tan"], ["Xu Li", "Lo Tan"]),
        ([{"name": "Xu Li"}, {"name": "The Reel"}], ["Xu Li", "The Reel"]),
        ("Eve Gray, Film Critic", ["Eve Gray"]),
        ("Peter Gray, The Guardian", ["Peter Gray"]),
        ("Eve Gray, Staff Writer and Bob Ray", ["Eve Gray", "Bob Ray"]),
        ("Eve Gray, editor and publisher", ["Eve Gray"]),
        ("Eve Gray | Minneapolis", ["Eve Gray"]),
        ("Eve Gray and 4 stars", ["Eve Gray"]),
        ("Eve Gray, L.A. Times", ["Eve Gray"]),
        ("Marc Savlov, Austin Chronicle", ["Marc Savlov"]),
        ("Jane Doe, Marie Claire", ["Jane Doe"]),
        ("Mark Kermode, Sight & Sound", ["Mark Kermode"]),
        ("Eva Grau, Kunst und Kultur", ["Eva Grau"]),
        (["Eve Gray, New York", "Lo Tan"], ["Eve Gray", "Lo Tan"]),
    ],
)
def test_who_wrote_together_and_what_somebody_is(tell, words, names):
    told = tell(BODY, {"film": "X", "author": words})
    assert told.review("author") == [Person(name) for name in names]


def test_who_is_named_in_two_places_is_named_in_both(tell):
    told = tell(BODY, {"film": "X", "author": "Zoe Ray", "byline": "Ann Lee and Zoe Ray"})
    claims = [claim for claim in told.extraction.review if claim.property == "author"]
    keys = [(claim.value.name, claim.evidence.key) for claim in claims]
    assert keys == [("Zoe Ray", "author"), ("Ann Lee", "byline"), ("Zoe Ray", "byline")]


def test_who_is_not_taken_for_a_reviewer_is_said(tell):
    notes = tell("Film: X\nBy: Eve Gray, Film Critic\n\n" + BODY).notes
    assert "“Film Critic” under “By” may be no person: join persons with “and”" in notes


def test_a_voice_is_no_character(tell):
    told = tell(
        BODY, {"film": "Her", "cast": "Scarlett Johansson (voice), Brian Cox (Alan, voice)"}
    )
    roles = [Role(Person("Scarlett Johansson")), Role(Person("Brian Cox"), "Alan")]
    assert told.movie("actor") == roles


def test_countries(tell):
    told = tell(BODY, {"film": "X", "country": "Bosnia and Herzegovina, Slovenia and Italy"})
    countries = [country.value for country in told.movie("countryOfOrigin")]
    assert countries == ["Bosnia and Herzegovina", "Slovenia", "Italy"]


def test_a_letterboxd_row(tell):
    told = tell(
        metadata={
            "Date": "2018-12-31",
            "Name": "Roma",
            "Year": "2018",
            "Letterboxd URI": "https://boxd.it/AbCdE",
            "Rating": "4.5",
            "Rewatch": "",
            "Review": "The <i>sea</i> is the best actor.<br>It knows its lines.",
            "Tags": "",
            "Watched Date": "2018-12-30",
        },
        format="csv",
    )
    assert told.movie("name") == [Text("Roma")]
    assert told.movie("datePublished") == [PartialDate(2018)]
    assert told.review("datePublished") == [PartialDate(2018, 12, 31)]
    assert told.review("isBasedOn") == [Link("https://boxd.it/AbCdE")]
    assert told.review("reviewRating") == [
        Rating(Decimal("4.5"), Decimal(5), Decimal("0.5"), "4.5")
    ]
    assert told.body == "The sea is the best actor.\nIt knows its lines."
    assert told.claim("reviewBody", "review").evidence.kind is SourceKind.METADATA


def test_the_address_in_a_table_for_letterboxd_is_the_films(tell):
    row = {"LetterboxdURI": "https://boxd.it/29qU", "Title": "Heat", "WatchedDate": "2020-01-01"}
    told = tell(metadata=row, format="csv")
    assert told.movie("sameAs") == [Link("https://boxd.it/29qU")]
    assert told.review("isBasedOn") == []


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Tom &amp; Jerry &lt;3", "Tom & Jerry <3"),
        ("&lt;b&gt; is a *tag*", "<b> is a *tag*"),
        ("A&P; B&B", "A&P; B&B"),
        ("Gone &amp; <i>forgotten</i>", "Gone & forgotten"),
    ],
)
def test_signs_that_a_cell_writes_as_in_html(tell, cell, words):
    assert tell(metadata={"Title": "Heat", "Review": cell}, format="csv").body == words


def test_an_imdb_row(tell):
    told = tell(
        metadata={
            "Const": "tt0088247",
            "Your Rating": "8",
            "Date Rated": "4/18/2026",
            "Title": "The Terminator",
            "Original Title": "The Terminator",
            "URL": "https://www.imdb.com/title/tt0088247",
            "Title Type": "Movie",
            "IMDb Rating": "8.1",
            "Runtime (mins)": "107",
            "Year": "1984",
        },
        format="csv",
    )
    assert told.movie("name") == [Text("The Terminator")]
    assert told.movie("identifier") == [Identifier("imdb", "tt0088247")]
    assert told.movie("duration") == [Duration(107)]
    assert told.review("reviewRating") == [Rating(Decimal(8), Decimal(10), Decimal(1), "8")]
    assert told.review("datePublished") == [PartialDate(2026, 4, 18)]
    assert "“IMDb Rating” is not the reviewer's own" in told.notes


def test_a_row_as_letterboxd_imports_it(tell):
    row = {
        "LetterboxdURI": "https://boxd.it/29Ji",
        "Title": "Heat",
        "Year": "1995",
        "tmdbID": "949",
        "Rating": "3.5",
        "Rewatch": "false",
        "Tags": "",
        "Review": "Two men drink coffee.",
    }
    told = tell(metadata=row, format="csv")
    assert told.review("reviewRating") == [
        Rating(Decimal("3.5"), Decimal(5), Decimal("0.5"), "3.5")
    ]
    assert told.body == "Two men drink coffee."
    assert "Rewatch" not in told.notes
    without_address = tell(metadata=row | {"LetterboxdURI": ""}, format="csv")
    assert without_address.review("reviewRating") == told.review("reviewRating")
    ten = tell(metadata={"Title": "Heat", "Rating10": "7", "Review": "Coffee."}, format="csv")
    assert ten.review("reviewRating") == [Rating(Decimal(7), Decimal(10), Decimal(0), "7")]


@pytest.mark.parametrize("column", ["Thoughts", "Notes", "Kommentar", "Mi opinión", "My comments"])
def test_the_only_words_of_a_row_are_its_review(tell, column):
    told = tell(metadata={"Film": "Heat", "Score": "8/10", column: "Coffee."}, format="csv")
    assert told.body == "Coffee."
    assert told.claim("reviewBody", "review").evidence.key == column


@pytest.mark.parametrize(
    "row",
    [
        {"Score": "8/10", "Review": "", "Notes": "Lent to Ann."},
        {"Score": "8/10", "Thoughts": "", "Notes": "Lent to Ann."},
        {"Notes": "Ann says that it is good."},
        {"Seen": "no", "Notes": "Ann says that it is good."},
        {"Score": "", "Notes": "Ann says that it is good."},
        {"Note": "8/10", "Notes": "16/20"},
        {"Score": "8/10", "Private notes": "Lent to Ann."},
    ],
)
def test_notes_that_may_be_private_stay_so(tell, row):
    told = tell(metadata={"Film": "Heat", **row}, format="csv")
    assert told.review("reviewBody") == []
    key = list(row)[-1]
    assert f"“{key}”" in told.notes
    assert key in [note.key for note in told.extraction.notes]


@pytest.mark.parametrize("comments", [True, "true", "Ann was there."])
def test_comments_in_front_matter_are_no_review(tell, comments):
    told = tell(BODY, {"film": "Heat", "rating": "4/5", "comments": comments})
    assert told.body == BODY.strip()
    assert ("private" in told.notes) is (comments == "Ann was there.")


def test_german_columns(tell):
    told = tell(
        metadata={
            "Titel": "Toni Erdmann",
            "Jahr": "2016",
            "Regie": "Maren Ade",
            "Laufzeit": "162 Min.",
            "Wertung": "9,5/10",
            "Rezensent": "Hanna Beispiel",
            "Datum": "14.02.2024",
            "Kritik": "Ein Vater setzt sich falsche Zähne ein, und die Tochter sieht nicht weg.",
        },
        format="csv",
    )
    assert told.movie("director") == [Person("Maren Ade")]
    assert told.movie("duration") == [Duration(162)]
    assert told.review("reviewRating")[0].value == Decimal("9.5")
    assert told.review("datePublished") == [PartialDate(2024, 2, 14)]
    assert told.review("author") == [Person("Hanna Beispiel")]
    assert told.review("inLanguage") == [Text("de")]


def test_what_yaml_makes_of_values(tell):
    """A reader that keeps YAML's types is understood as well."""
    told = tell(
        BODY,
        {
            "film": 300,
            "date": datetime(2020, 7, 14, 23, 59, tzinfo=UTC),
            "release_date": date(2006, 12, 9),
            "runtime": 117,
            "draft": False,
        },
    )
    assert told.movie("name") == [Text("300")]
    assert told.review("datePublished") == [PartialDate(2020, 7, 14)]
    assert told.movie("datePublished") == [PartialDate(2006, 12, 9)]
    assert told.movie("duration") == [Duration(117)]


def test_a_title_that_yaml_took_for_a_truth_value(tell):
    told = tell(BODY, {"film": False, "director": "Pablo Larraín"})
    assert told.movie("name") == []
    assert "put the title in quotation marks" in told.notes


def test_unknown_keys_get_a_note_each_and_technical_ones_none(tell):
    told = tell(
        BODY, {"film": "Heat", "mood": "blue", "popcorn": "salty", "slug": "heat", "weight": 3}
    )
    assert "The key “mood” is not known and was left out." in told.notes
    assert "“popcorn”" in told.notes
    assert "slug" not in told.notes
    assert "weight" not in told.notes
    assert next(note.line for note in told.extraction.notes if "mood" in note.sentence) == 3


def test_malformed_values_go_on_to_validation(tell):
    told = tell(
        BODY,
        {
            "film": "Heat",
            "date": "2012-02-30",
            "release_date": "1995-15-12",
            "canonical_url": "javascript:alert(1)",
            "runtime": "1h 75min",
            "rating": "11 of many",
        },
    )
    for value in (
        *told.review("datePublished"),
        *told.movie("datePublished"),
        *told.review("isBasedOn"),
        *told.movie("duration"),
        *told.review("reviewRating"),
    ):
        assert isinstance(value, Malformed)
    assert len(told.extraction.review) == 5


def test_values_that_say_nothing_become_notes(tell):
    told = tell(
        BODY,
        {
            "film": "Heat",
            "date": "soon",
            "runtime": "long",
            "language": "Quenya",
            "image": "/posters/heat.jpg",
            "imdb": "7.9/10",
        },
    )
    for words in ("soon", "long", "Quenya", "/posters/heat.jpg", "7.9/10"):
        assert f"“{words}”" in told.notes
    assert not told.movie("image")
    assert not told.movie("identifier")


def test_nesting_and_size_have_an_end(tell):
    loop: list[object] = []
    loop.append(loop)
    told = tell(BODY, {"film": "Heat", "cast": loop, "director": ["x" * 10] * 5_000})
    assert "too deep or too long" in told.notes
    assert told.movie("name") == [Text("Heat")]


def test_a_number_that_python_will_not_print(tell):
    assert tell(BODY, {"film": "Heat", "year": 10**5_000}).movie("name") == [Text("Heat")]


def test_text_beside_a_text_column_is_told(tell):
    told = tell(BODY, {"film": "Heat", "review": "Great."})
    assert told.body == BODY.strip()
    assert "“review” was left out" in told.notes


@pytest.mark.parametrize(
    "crew",
    [
        {"director": "Michael Mann"},
        [{"job": "Director", "name": "Michael Mann"}, {"job": "Driver", "name": "Ann Lo"}],
        [{"role": "director", "name": "Michael Mann"}],
    ],
)
def test_a_crew_is_read_by_its_jobs(tell, crew):
    told = tell(BODY, {"film": "Heat", "crew": crew})
    assert told.movie("director") == [Person("Michael Mann")]


@pytest.mark.parametrize(
    ("source", "words", "language"),
    [
        ("posts/suspiria.de.md", "Kalt und grell.", "de"),
        ("posts/suspiria/index.pt-br.md", "Frio e cruel.", "pt-br"),
        ("posts/suspiria.de.md", "It is the best of the films, and it is not for the young.", "en"),
        ("review.it.md", "Cold.", ""),
        ("suspiria.xx.md", "Cold.", ""),
    ],
)
def test_the_language_before_the_suffix(source: str, words: str, language: str) -> None:
    given = Document(source, "markdown", "", "", words, {"film": "Suspiria", "year": 1977})
    told = {c.property: c.value for c in extract(given).review}
    assert told.get("inLanguage") == (Text(language) if language else None)


@pytest.mark.parametrize(
    ("said", "placed"),
    [
        ({"permalink": "/films/heat/", "slug": "Heat 95"}, Placed(("films/heat",), "heat-95")),
        ({"Save_as": "films/heat.html"}, Placed(("films/heat",))),
        ({"permalink": "/:year/:title/"}, Placed()),
        ({"url": "https://blog.example/heat/"}, Placed()),
        ({"slug": 7}, Placed()),
    ],
)
def test_where_its_page_is_to_stand(said: dict[str, object], placed: Placed) -> None:
    assert (
        extract(Document("a.md", "markdown", "", "", "Long.", {"film": "Heat", **said})).placed
        == placed
    )
    assert (
        extract(Document("a.csv#row=1", "csv", "", "", "", {"film": "Heat", **said})).placed
        == Placed()
    )


@pytest.mark.parametrize(
    ("row", "score"),
    [
        ({"Rating": "7.1/10", "My Rating": "9/10"}, "9/10"),
        ({"rating": "7.1/10", "personal_rating": "9/10"}, "9/10"),
        ({"Rating": "7.1/10", "My Rating": ""}, None),
        ({"Rating": "7.1/10"}, "7.1/10"),
    ],
)
@pytest.mark.parametrize("format", ["csv", "markdown", "json"])
def test_a_score_that_is_marked_as_one_s_own(tell, row, score, format):
    told = tell(metadata={"Film": "Heat", "Year": "1995", **row}, format=format)
    assert [r.text for r in told.review("reviewRating")] == ([score] if score else [])


@pytest.mark.parametrize(("star", "score"), [("4", "4/5"), ("", None)])
def test_what_douban_s_columns_mean(tell, star, score):
    row = {"title": "纸鸢", "pubdate": "2014-05-01", "rating": "8.9", "star": star}
    row |= {"comment": "很长的电影。", "star_time": "2020-01-02 10:00:00", "card": "2014 / 中国"}
    told = tell(metadata=row, format="csv")
    assert [f"{r.value}/{r.best}" for r in told.review("reviewRating")] == (
        [score] if score else []
    )
    assert told.movie("datePublished") == [PartialDate(2014, 5, 1)]
    assert told.review("datePublished") == [PartialDate(2020, 1, 2)]
    assert told.body == "很长的电影。"


def test_comments_in_json(tell):
    row = {"Film": "Heat", "rating": "5/5", "comment": "It is long."}
    assert tell(metadata=row, format="json").body == "It is long."
