"""Several reviews in one text, and one review with headings of its own."""

import pytest

from graph.documents import read
from graph.documents.files import file_of, is_latest
from graph.documents.sections import sections
from graph.extraction import extract
from graph.records import Skipped

FERRY = "The ferry leaves at dawn, and nobody on it wants to arrive."
NIGHT = "It is long, and it is night, and nobody is away for long."


def documents(folder, name, text):
    (folder / name).write_text(text, "utf-8")
    return list(read([folder / name], folder))


def test_each_section_with_a_film_and_a_score_is_a_review(tmp_path):
    text = (
        "---\ntitle: Seen in May\nauthor: Jo Keller\n---\n# Seen in May\n\nTwo films.\n\n"
        f"## The Quiet Ferry (2014)\n\nRating: 4/5\n\n{FERRY}\n\n### Cast\n\nAll good.\n\n"
        f"## Long Night Away (1999) – ★★\n\n{NIGHT}\n\n## News\n\nNone.\n"
    )
    ferry, night, news = documents(tmp_path, "may.md", text)
    assert ferry.source == "may.md#section=the-quiet-ferry-2014"
    assert ferry.metadata == {"author": "Jo Keller", "film": "The Quiet Ferry (2014)"}
    assert ferry.text.startswith("Rating: 4/5")
    assert ferry.text.endswith("All good.")
    assert (ferry.lines["film"], ferry.first_line) == (9, 11)
    assert night.metadata["rating"] == "★★"
    assert night.text == NIGHT
    assert isinstance(news, Skipped)


def test_a_score_may_be_the_last_sentence_of_a_section(tmp_path):
    text = (
        f"# Seen in May\n\n## The Quiet Ferry (2014)\n\n{FERRY} 4/5.\n\n"
        f"## Long Night Away (1999)\n\n{NIGHT} ★★\n"
    )
    told = [extract(document) for document in documents(tmp_path, "may.md", text)]
    scores = [c.value.value for x in told for c in x.review if c.property == "reviewRating"]
    assert scores == [4, 2]


def test_a_heading_that_names_all_the_films_is_none_of_the_reviews(tmp_path):
    text = (
        "# The Quiet Ferry (2014) and Long Night Away (1999)\n\n"
        f"## The Quiet Ferry (2014)\n\n4/5\n\n{FERRY}\n\n"
        f"## Long Night Away (1999)\n\n2/5\n\n{NIGHT}\n"
    )
    films = [d.metadata["film"] for d in documents(tmp_path, "may.md", text)]
    assert films == ["The Quiet Ferry (2014)", "Long Night Away (1999)"]


@pytest.mark.parametrize(
    ("heading", "score"),
    [
        *(("{} ***½", "***½"), ("{} ***1/2", "***1/2"), ("{}: ****", "****")),
        *(("{} – 3½/5", "3½/5"), ("{} ***½ out of 4", "***½ out of 4"), ("{} (3.5/5)", "3.5/5")),
        *(("**{}** **4/5**", "4/5"), ("**{} ★★★★**", "★★★★"), ("*{}* *★★★*", "★★★")),
    ],
)
def test_asterisks_are_stars_or_emphasis(heading, score):
    films = ("The Quiet Ferry (2014)", "Long Night Away (1999)")
    text = "".join(f"## {heading.format(film)}\n\n{FERRY}\n\n" for film in films)
    assert [(s.film, s.score) for s in sections(text)] == [(film, score) for film in films]


def test_rules_between_films_are_no_scores():
    films = ("The Quiet Ferry (2014)", "Long Night Away (1999)")
    assert sections("".join(f"## {film}\n\n{FERRY}\n\n* * *\n\n***\n\n" for film in films)) == []


@pytest.mark.parametrize("mark", ["", "## "])
def test_a_score_in_words_begins_a_review_as_a_score_does(tmp_path, mark):
    text = (
        f"{mark}The Quiet Ferry (2014) ****\n\n{FERRY}\n\n{mark}Long Night Away (1999) ***½\n\n"
        f"{NIGHT}\n\n{mark}Cats (2019) zero stars\nDirector: Tom Hooper\n{FERRY}\n"
    )
    _, night, cats = documents(tmp_path, "a.md", text)
    assert night.text == NIGHT
    assert cats.source == "a.md#section=cats-2019"
    assert (cats.metadata["film"], cats.metadata["rating"]) == ("Cats (2019)", "zero stars")
    (rating,) = (c.value for c in extract(cats).review if c.property == "reviewRating")
    assert (rating.value, rating.text) == (0, "zero stars")


def test_a_sentence_about_a_film_with_its_year_begins_no_review(tmp_path):
    text = (
        f"The Quiet Ferry (2014) ****\n\n{FERRY}\n\nLong Night Away (1999) is better.\n\n"
        f"Cats (2019) ***½\n\n{NIGHT}\n"
    )
    ferry, cats = documents(tmp_path, "a.txt", text)
    assert ferry.text.endswith("is better.")
    assert cats.text == NIGHT


def test_a_remark_on_a_film_that_has_its_section_goes_on_with_it(tmp_path):
    text = (
        f"## The Quiet Ferry (2014) ****\n\n{FERRY}\n\n## The Quiet Ferry (2014) on disc\n\nGood.\n\n"
        f"## Long Night Away (1999) ***\n\n{NIGHT}\n"
    )
    ferry, night = documents(tmp_path, "a.md", text)
    assert ferry.text.endswith("Good.")
    assert night.text == NIGHT


def test_a_section_that_is_skipped_is_known_by_its_heading(tmp_path):
    text = (
        f"## The Quiet Ferry (2014) ****\n\n{FERRY}\n\n## Long Night Away (1999) ***\n\n{NIGHT}\n\n"
        "## News\n\nNone.\n\n## 3. Cats (2019)\n\nNone.\n"
    )
    news, cats = documents(tmp_path, "a.md", text)[2:]
    assert (news.source, cats.source) == ("a.md#section=news", "a.md#section=3-cats-2019")
    assert "“3. Cats (2019)”" in cats.reason


def test_a_part_changes_only_with_its_own_words(tmp_path):
    one = f"The Quiet Ferry (2014) ★★★\n\n{FERRY}\n\nLong Night Away (1999) ★★\n\n{NIGHT}\n"
    before = documents(tmp_path, "a.txt", one)
    after = documents(tmp_path, "a.txt", one.replace("dawn", "noon"))
    assert [d.source for d in before] == [d.source for d in after]
    assert before[0].digest != after[0].digest
    assert before[1].digest == after[1].digest


@pytest.mark.parametrize(
    "text",
    [
        "## Alien (1979) – 5/5\n\nA ship.\n\n## Aliens (1986) – 4/5\n\nLoud.\n",
        "## Alien (1979)\n\nA ship.\n\n5/5\n\n## Aliens (1986)\n\nLoud.\n\n4/5\n",
        "Alien (1979) ★★★★★\nA ship.\n\nAliens (1986) ★★★★\nLoud.\n",
    ],
)
def test_a_section_may_be_short(tmp_path, text):
    alien, aliens = documents(tmp_path, "a.md", text)
    assert (alien.metadata["film"], aliens.metadata["film"]) == ("Alien (1979)", "Aliens (1986)")
    assert alien.text.startswith("A ship.")


POST = "<h2>Alien (1979)</h2><p>A ship.</p><p>5/5</p><h2>Aliens (1986)</h2><p>Loud.</p><p>4/5</p>"
WXR = (
    '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>Two by night</title>'
    f"<content:encoded><![CDATA[{POST}]]></content:encoded><wp:post_id>2</wp:post_id>"
    "<category>Film Reviews</category></item></channel></rss>"
)
RSS = (
    "<rss><channel><item><title>Two by night</title><guid>g</guid>"
    f"<description><![CDATA[{POST}]]></description></item></channel></rss>"
)
PAGE = (
    f"<html><body><article><h1>Two by night</h1><p>{FERRY * 3}</p>"
    f"{POST.replace('</p><p>', f' {NIGHT * 3}</p><p>')}</article></body></html>"
)
JSON_FEED = (
    '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "g", "title": "Two by night",'
    f' "content_html": "{POST}"}}]}}'
)
MOVABLE_TYPE = f"TITLE: Two by night\nBASENAME: g\n-----\nBODY:\n{POST}\n-----\n--------\n"


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("a.xml", WXR, "#post=2"),
        ("a.rss", RSS, "#latest=g"),
        ("a.json", JSON_FEED, "#latest=g"),
        ("a.txt", MOVABLE_TYPE, "#entry=g"),
        ("a.html", PAGE, ""),
    ],
)
def test_a_post_and_a_page_are_divided_as_files_are(tmp_path, name, text, part):
    found = documents(tmp_path, name, text)
    reviews = [document for document in found if not isinstance(document, Skipped)]
    sources = [f"{name}{part}#section={film}" for film in ("alien-1979", "aliens-1986")]
    assert [document.source for document in reviews] == sources
    assert {file_of(source) for source in sources} == {name}
    titles = [[c.value.value for c in extract(d).movie if c.property == "name"] for d in reviews]
    assert titles == [["Alien"], ["Aliens"]]
    told = [document.source for document in found if isinstance(document, Skipped)]
    assert told == ([f"{name}{part}"] if is_latest(sources[0]) else [])  # it may be known as one


COMPARED = (
    "<h3>Thief (1981)</h3><p>Cold.</p><p>5/5</p><h3>Collateral (2004)</h3><p>Dark.</p><p>3/5</p>"
)
SLEEPLESS = "<p>Nobody sleeps in this city.</p>"


@pytest.mark.parametrize(
    ("title", "above"),
    [
        *((title, SLEEPLESS) for title in (
            "Heat (1995) – ★★★★", "Heat (1995) 4/5", "Kritik: Heat (1995), 4/5", "Heat: 4 out of 5",
            "Heat (Michael Mann, 1995)", "Heat (Michael Mann)", "Heat (USA 1995)", "Heat - 1995",
            "Review: Heat", "Heat – Film Review", "Filmkritik: Heat",
        )),
        ("Heat", "<p>In Heat nobody sleeps.</p>"),
        ("Two by night", f"{SLEEPLESS}<p>Director: Michael Mann</p>"),
        ("Two by night", f"{SLEEPLESS}<p>USA, 170 min</p>"),
        ("Two by night", f"<p>{'Nobody sleeps. ' * 3}</p>"),
        ("Two by night", f"<p>{'Nobody sleeps here, ' * 16}</p>"),
    ],
)  # fmt: skip
def test_a_review_above_films_that_it_compares_keeps_its_post_and_page(tmp_path, title, above):
    post = f"{above}{COMPARED}"
    rss = RSS.replace("Two by night", title).replace(POST, post)
    assert [d.source for d in documents(tmp_path, "a.rss", rss)] == ["a.rss#latest=g"]
    page = f"<html><body><article><h1>{title}</h1>{post}</article></body></html>"
    assert [d.source for d in documents(tmp_path, "a.html", page)] == ["a.html"]


@pytest.mark.parametrize("title", ["Two by night", "Alien (1979) and Aliens (1986)"])
def test_a_short_introduction_stands_above_the_reviews_of_a_post(tmp_path, title):
    text = RSS.replace("Two by night", title).replace(POST, f"{SLEEPLESS}{POST}")
    assert len(documents(tmp_path, "a.rss", text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        f"# The Quiet Ferry (2014)\n\n## Plot\n\n{FERRY}\n\n## Acting: 8/10\n\n{NIGHT}\n",
        f"## The Quiet Ferry (2014)\n\n{FERRY}\n\n## Long Night Away (1999)\n\n{NIGHT}\n",
        f"## 1. The Quiet Ferry (2014)\n\n4/5\n\n{FERRY}\n\n## 2. Long Night (1999)\n\n3/5\n\n{NIGHT}",
        f"## Heat (1995)\n\n4/5\n\n{FERRY}\n\n## Heat (1995)\n\n3/5\n\n{NIGHT}\n",
        f"---\nfilm: Heat\n---\n## A (1995)\n\n4/5\n\n{FERRY}\n\n## B (1996)\n\n3/5\n\n{NIGHT}\n",
        "---\ntitle: Heat (1995)\n---\n## A (1995)\n\n4/5\n\nA.\n\n## B (1996)\n\n3/5\n\nB.\n",
        f"{FERRY}\n\nScore: 5/5\n\nA (1995) ★★★★\nA.\n\nB (1996) ★★★\nB.\n",
        f"In The Quiet Ferry (2014) 4/5 is meant.\n\n{FERRY}\n",
    ],
)
def test_one_text_stays_one(tmp_path, text):
    assert [d.source for d in documents(tmp_path, "a.md", text)] == ["a.md"]


@pytest.mark.parametrize(
    "text",
    ["# (1999)\n" * 10_000, "A (1999) ★\n\n" * 10_000, "(" * 100_000, "#" * 100_000, "★\n" * 9_000],
)
def test_hostile_sections_take_no_longer_than_their_length(text):
    assert sections(text) == []
