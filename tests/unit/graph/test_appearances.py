"""A post that an export and a feed have is one review, whatever comes first and whatever goes."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import permutations
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest

from graph.conflicts import contradictions
from graph.embedding.reviews import published_reviews
from graph.extraction import Defaults
from graph.identity import Appearance, Appeared, together
from graph.ingest import Job
from graph.judgement import Judge
from graph.ledger import Gone, Ledger
from graph.mapping import Addresses
from graph.standing import standing
from graph.store.embedded import EmbeddedStore
from shapes.validation import Validator

VALIDATOR = Validator.bundled()
WORDS = "A film about people who cannot stop, told with patience and with great love for detail."
MORE = "It looks at two professionals, and at what their work leaves of everything else."
LINK = "https://ann.example/2024/05/heat/"

EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Ann</title><wp:wxr_version>1.2</wp:wxr_version><item>
<title>Heat (1995) – 8/10</title><link>https://ann.example/2024/05/heat/</link>
<dc:creator>Ann Lee</dc:creator><wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type>
<wp:status>publish</wp:status><wp:post_date>2024-05-02 00:30:00</wp:post_date>
<content:encoded><![CDATA[<p>{words}</p>]]></content:encoded></item></channel></rss>
"""

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Ann</title><item>
<title>Heat (1995)</title><link>http://www.ann.example/2024/05/heat?utm_source=rss</link>
<guid isPermaLink="false">https://ann.example/?p=7</guid><dc:creator>Ann Lee</dc:creator>
<pubDate>Wed, 01 May 2024 22:30:00 +0000</pubDate>
<description>&lt;p&gt;{words}&lt;/p&gt;</description></item></channel></rss>
"""


@contextmanager
def opened(site: Path, author: str = "") -> Iterator[Job]:
    site.mkdir(exist_ok=True)
    with (
        closing(Ledger(site / ".state")) as ledger,
        closing(EmbeddedStore(site / ".state", reserve_bytes=0)) as store,
    ):
        judge = Judge(VALIDATOR, Defaults(author=author))
        yield Job(ledger, store, Addresses("https://example.org/"), judge, site)


def triples(job: Job) -> set[str]:
    return {str(t) for t in job.store.query("CONSTRUCT WHERE { ?s ?p ?o }")}  # type: ignore[union-attr]


def reviews(job: Job) -> list[str]:
    return [thing.slug or "" for thing in job.ledger.things.living("review")]


def write(site: Path, **files: str) -> dict[str, Path]:
    site.mkdir(exist_ok=True)
    named = {"export": "posts.xml", "feed": "feed.xml"}
    paths = {name: site / named[name] for name in files}
    for name, text in files.items():
        paths[name].write_text(text)
    return paths


def both(site: Path) -> dict[str, Path]:
    return write(site, export=EXPORT.format(words=f"{WORDS} {MORE}"), feed=FEED.format(words=WORDS))


def test_a_post_of_an_export_and_of_a_feed_is_one_review(tmp_path: Path) -> None:
    both(tmp_path)
    with opened(tmp_path) as job:
        added = job.add([tmp_path])
        assert (added.published, reviews(job)) == (2, ["heat-1995-ann-lee"])
        said = "\n".join(triples(job))
    assert MORE in said
    assert said.count("schema.org/reviewBody") == 1
    assert '"8"' in said


@pytest.mark.parametrize("order", [*permutations(("export", "feed")), ("feed", "export", "feed")])
def test_the_graph_is_the_same_in_whatever_order_they_come(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    whole, steps = tmp_path / "whole", tmp_path / "steps"
    both(whole)
    paths = both(steps)
    with opened(whole) as job:
        job.add([whole])
        wanted = triples(job)
    with opened(steps) as job:
        for name in order:
            job.add([paths[name]])
        assert triples(job) == wanted
        job.rebuild()
        assert triples(job) == wanted


@pytest.mark.parametrize("gone", ["export", "feed"])
def test_when_one_goes_the_other_stays_at_the_address(tmp_path: Path, gone: str) -> None:
    other, site = tmp_path / "other", tmp_path / "site"
    paths = both(site)
    both(other)[gone].unlink()
    with opened(other) as job:
        job.add([other])
        wanted = triples(job)
    with opened(site) as job:
        job.add([site])
        job.remove(paths[gone].name)
        assert reviews(job) == ["heat-1995-ann-lee"]
        assert triples(job) == wanted
        job.add([paths[gone]])
        assert reviews(job) == ["heat-1995-ann-lee"]


def test_what_becomes_another_review_gets_a_page_of_its_own(tmp_path: Path) -> None:
    paths = both(tmp_path)
    with opened(tmp_path) as job:
        job.add([tmp_path])
        paths["feed"].write_text(FEED.format(words=WORDS).replace("Heat (1995)", "Ronin (1998)"))
        job.add([tmp_path])
        assert reviews(job) == ["heat-1995-ann-lee", "ronin-1998-ann-lee"]
        both(tmp_path)
        job.add([tmp_path])
        assert reviews(job) == ["heat-1995-ann-lee"]


def test_two_that_were_published_apart_become_one_and_both_addresses_lead_to_it(
    tmp_path: Path,
) -> None:
    paths = write(
        tmp_path,
        export=EXPORT.format(words=f"{WORDS} {MORE}"),
        feed=FEED.format(words=WORDS).replace("2024/05/heat", "2024/05/other"),
    )
    with opened(tmp_path) as job:
        job.add([tmp_path])
        before = reviews(job)
        assert len(before) == 2
        paths["feed"].write_text(FEED.format(words=WORDS))
        job.add([tmp_path])
        (slug,) = reviews(job)
        (thing,) = job.ledger.things.living("review")
        for address in before:
            found = job.ledger.slugs.resolve("review", address)
            assert getattr(found, "slug", slug) == slug
            assert getattr(found, "thing", thing.id) == thing.id


def test_a_review_counts_once_for_its_film(tmp_path: Path) -> None:
    both(tmp_path)
    (tmp_path / "ben.md").write_text(
        f"---\nfilm: Heat\nyear: 1995\nreviewer: Ben Cho\nrating: 6/10\n---\n{WORDS}\n"
    )
    with opened(tmp_path) as job:
        job.add([tmp_path])
        said = "\n".join(triples(job))
    assert '"7"' in said
    counts = [line for line in said.splitlines() if "reviewCount" in line]
    assert ['"2"' in line for line in counts] == [True]


def test_letterboxds_export_and_feed_are_one_diary(tmp_path: Path) -> None:
    columns = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date"
    row = f'2024-05-02,Heat,1995,https://boxd.it/abc1,4,,"{WORDS}",,2024-05-01'
    with ZipFile(tmp_path / "letterboxd-ann-2024-06-01-10-00-utc.zip", "w") as archive:
        archive.writestr("profile.csv", "Username,Given Name,Family Name\nann,Ann,Lee\n")
        archive.writestr("reviews.csv", f"{columns}\n{row}\n")
    (tmp_path / "feed.xml").write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:letterboxd="https://letterboxd.com"><channel><title>Letterboxd - Ann</title><item>
<title>Heat, 1995 - ★★★★</title><link>https://letterboxd.com/ann/film/heat-1995/</link>
<guid isPermaLink="false">letterboxd-review-1</guid><dc:creator>Ann Lee</dc:creator>
<pubDate>Thu, 2 May 2024 10:00:00 +1200</pubDate>
<letterboxd:watchedDate>2024-05-01</letterboxd:watchedDate>
<letterboxd:filmTitle>Heat</letterboxd:filmTitle><letterboxd:filmYear>1995</letterboxd:filmYear>
<letterboxd:memberRating>4.0</letterboxd:memberRating>
<description>&lt;p&gt;{WORDS}&lt;/p&gt;</description></item></channel></rss>""")
    with opened(tmp_path, "Ann Lee") as job:
        assert job.add([tmp_path]).published == 2
        assert len(reviews(job)) == 1
        assert "\n".join(triples(job)).count("schema.org/WatchAction") == 1
        places = ("boxd.it/abc1", "letterboxd.com/ann/film/heat-1995")
        assert [len(job.ledger.listed.at("page", place)) for place in places] == [1, 1]
        (known,) = published_reviews(job.ledger, job.addresses)
        assert known.addresses.issuperset(places)


def appeared(number: int, source: str, **said: object) -> Appeared:
    stated = {"kind": "review", "who": "ann lee", "place": "ann.example/heat", "day": "2024-05-01"}
    return Appeared(number, source, Appearance(**{**stated, **said}))  # type: ignore[arg-type]


ONE = appeared(1, "a.xml#post=1", language="en", seen=("2024-04-30",), publisher="the daily")


@pytest.mark.parametrize(
    "other",
    [
        appeared(2, "b.xml#post=1", who="ben cho"),
        appeared(2, "b.xml#post=1", kind="viewing"),
        appeared(2, "b.xml#post=1", place="ann.example/ronin"),
        appeared(2, "b.xml#post=1", day="2024-05-09"),
        appeared(2, "b.xml#post=1", day="2019"),
        appeared(2, "b.xml#post=1", day=""),
        appeared(2, "b.xml#post=1", seen=("2019-05-01",)),
        appeared(2, "b.xml#post=1", language="de"),
        appeared(2, "b.xml#post=1", publisher="the weekly"),
        appeared(2, "a.xml#post=2"),
    ],
    ids=[
        *("another writer", "a viewing", "another address", "another day", "another year"),
        *("nothing else in common", "seen on another day", "a translation"),
        *("a reprint", "the same file"),
    ],
)
def test_what_is_not_the_same(other: Appeared) -> None:
    assert together([ONE, other]) == {}


@pytest.mark.parametrize(
    "other",
    [
        appeared(2, "b.xml#post=1", day="2024-05-02"),
        appeared(2, "b.xml#post=1", day="", seen=("2024-04-30",)),
        appeared(2, "b.xml#post=1", language="en", publisher="the daily"),
    ],
    ids=["of the next day", "seen on the same day", "of one publication"],
)
def test_what_is_the_same(other: Appeared) -> None:
    assert together([ONE, other]) == {2: 1}


def test_without_a_day_the_words_tell() -> None:
    def made(number: int, opening: str, day: str) -> Appeared:
        return appeared(number, f"{number}.xml#post=1", opening=opening, day=day)

    assert together([made(1, "x", ""), made(2, "x", "2024")]) == {2: 1}
    assert together([made(1, "x", ""), made(2, "y", "")]) == {}


def at_letterboxd(number: int, place: str, day: str = "2024-05-01", words: str = "") -> Appeared:
    seen = (day,) if day else ()
    return appeared(number, f"{number}.xml#1=1", place=place, seen=seen, opening=words)


FILM = "letterboxd.com/ann/film/heat-1995"


def test_letterboxds_two_addresses_of_an_entry_are_one_and_no_others() -> None:
    feed, export = at_letterboxd(1, FILM), at_letterboxd(2, "boxd.it/abc")
    assert together([feed, export]) == {2: 1}
    assert together([feed, at_letterboxd(2, f"{FILM}/1")]) == {}
    assert together([feed, at_letterboxd(2, FILM.replace("ann", "ann2"))]) == {}
    assert together([export, at_letterboxd(1, "boxd.it/abd")]) == {}
    assert together([feed, at_letterboxd(2, "boxd.it/abc", "2024-05-02")]) == {}
    unseen = [at_letterboxd(1, FILM, "", "x"), at_letterboxd(2, "boxd.it/abc", "", "x")]
    assert together(unseen) == {2: 1}


def test_what_its_author_wrote_comes_first_then_a_whole_feed_then_the_longest() -> None:
    def made(number: int, format_: str, length: int) -> Appeared:
        return appeared(number, f"{number}.x", length=length, format=format_)

    export, teaser, feed = made(1, "wordpress", 100), made(2, "feed", 50), made(3, "feed", 90)
    assert together([teaser, export]) == {2: 1}
    assert together([teaser, export, feed]) == {1: 3, 2: 3}
    assert together([export, feed, made(4, "markdown", 5)]) == {1: 4, 3: 4}


def test_they_are_the_same_by_way_of_a_third() -> None:
    some = [
        at_letterboxd(1, "boxd.it/abc", ""),
        at_letterboxd(2, FILM),
        at_letterboxd(3, "boxd.it/abc"),
    ]
    for order in permutations(some):
        assert together(order) == {2: 1, 3: 1}


def test_two_of_one_file_do_not_part_the_others() -> None:
    twins = [appeared(3, "c.xml#post=1"), appeared(4, "c.xml#post=2")]
    for order in permutations([ONE, appeared(2, "b.xml#post=1"), *twins]):
        assert together(order) == {2: 1}


def test_where_something_speaks_against_a_set_it_is_none() -> None:
    some = [appeared(n, f"{n}.xml#post=1", day=f"2024-05-0{n}") for n in (1, 2, 3)]
    assert together(some) == {}


def test_many_at_one_address_are_not_looked_into() -> None:
    assert together([appeared(n, f"{n}.xml#post=1") for n in range(10_000)]) == {}


def test_two_scores_of_one_review_are_told(tmp_path: Path) -> None:
    feed = FEED.format(words=f"{WORDS} {MORE}").replace("Heat (1995)", "Heat (1995) – 3/10")
    write(tmp_path, export=EXPORT.format(words=f"{WORDS} {MORE}"), feed=feed)
    with opened(tmp_path) as job:
        job.add([tmp_path])
        (told,) = contradictions(job.ledger)
        assert (told.source, told.property) == ("posts.xml#post=7", "reviewRating")
        assert told.sentence.startswith("The score is 8/10 here, and 3/10 in feed.xml#")
        assert '"3"' in "\n".join(triples(job))


def test_an_address_does_not_lead_from_what_was_removed_to_another_film(tmp_path: Path) -> None:
    table = tmp_path / "films.csv"
    with opened(tmp_path) as job:
        for film in ("Heat", "Ronin"):
            table.write_text(f"Film,Year,Reviewer,Rating\n{film},1995,Ann Lee,4/5\n")
            assert job.add([table]).published == 1
            if film == "Heat":
                assert job.remove("films.csv")
        assert reviews(job) == ["ronin-1995-ann-lee"]
        assert isinstance(job.ledger.slugs.resolve("review", "heat-1995-ann-lee"), Gone)


def test_an_address_does_not_lead_from_what_was_a_draft_meanwhile_to_another_film(
    tmp_path: Path,
) -> None:
    with opened(tmp_path) as job:
        for film, more in (("Heat", ""), ("Heat", "draft: true\n"), ("Ronin", "")):
            (tmp_path / "post.md").write_text(
                f"---\nfilm: {film}\nyear: 1995\nreviewer: Ann Lee\n{more}---\n{WORDS}\n"
            )
            job.add([tmp_path])
        assert reviews(job) == ["ronin-1995-ann-lee"]
        assert isinstance(job.ledger.slugs.resolve("review", "heat-1995-ann-lee"), Gone)


def test_a_source_that_is_read_again_moves_no_address(tmp_path: Path) -> None:
    paths = both(tmp_path)
    with opened(tmp_path) as job:
        job.add([tmp_path])
        assert job.ledger.revisions.withdrawn("review") == ""
        paths["feed"].write_text(FEED.format(words=f"{WORDS} Indeed."))
        job.add([tmp_path])
        assert reviews(job) == ["heat-1995-ann-lee"]
        assert job.ledger.slugs.former() == []


def test_what_one_source_says_no_source_lacks(tmp_path: Path) -> None:
    both(tmp_path)
    with opened(tmp_path) as job:
        job.add([tmp_path])
        found = standing(job.ledger)
        assert (found.reviews, found.eligible) == (1, 1)


def test_what_an_older_layout_wrote_is_joined_by_the_next_publishing(tmp_path: Path) -> None:
    both(tmp_path)
    with opened(tmp_path) as job:
        job.add([tmp_path])
        wanted = triples(job)
    with closing(sqlite3.connect(tmp_path / ".state" / "ledger.sqlite")) as old:
        old.execute("UPDATE document SET appeared = NULL, page = own")
        old.execute("UPDATE thing SET live = 1, dirty = 1, successor = NULL WHERE kind = 'review'")
        old.commit()
    with opened(tmp_path) as job:
        job.publish()
        assert reviews(job) == ["heat-1995-ann-lee"]
        assert triples(job) == wanted


def made_up(random: Random, name: str) -> str:
    """A file of one post, as an export or a feed or an author has it."""
    number, place = random.randrange(3), random.choice(["p", "q"])
    day = random.choice(["2024-05-01", "2024-05-02", "2024-05-05", ""])
    words = f"Number {number} of the films about people who cannot stop, again. " * random.randint(
        1, 3
    )
    if name.endswith(".md"):
        stated = f"date: {day}\n" if day else ""
        return (
            f"---\nfilm: Heat (1995)\nauthor: Ann Lee\nsource: https://ann.example/{place}/\n"
            f"{stated}---\n{words}\n"
        )
    dated = f"<pubDate>{day}T10:00:00Z</pubDate>" if day else ""
    return (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A</title>'
        f"<item><title>Heat (1995)</title><link>https://ann.example/{place}</link><guid>{place}</guid>"
        f"<dc:creator>Ann Lee</dc:creator>{dated}<description>{words}</description></item>"
        "</channel></rss>"
    )


@pytest.mark.parametrize("seed", range(6))
def test_whatever_comes_and_goes_each_document_has_a_page(tmp_path: Path, seed: int) -> None:
    random, site, fresh = Random(seed), tmp_path / "site", tmp_path / "fresh"
    names = ("a.md", "b.md", "c.md", "d.xml", "e.xml")
    with opened(site) as job:
        for _ in range(12):
            name = random.choice(names)
            if random.random() < 0.2:
                (site / name).unlink(missing_ok=True)
                job.remove(name)
            else:
                job.remove(name)  # of a feed what it no longer has would stay
                (site / name).write_text(made_up(random, name))
                job.add([site / name])
            living = {thing.id for thing in job.ledger.things.living("review") if thing.slug}
            entries = list(job.ledger.documents.with_outcome("published"))
            assert {entry.page for entry in entries} == living
        said = triples(job)
    fresh.mkdir()
    for path in site.glob("*.*"):
        if path.is_file():
            shutil.copy(path, fresh)
    with opened(fresh) as job:
        job.add([fresh])
        assert triples(job) == said


def test_nothing_first_appears_at_the_address_of_a_whole_site(tmp_path: Path) -> None:
    for year, rating in ((2023, 9), (2024, 4)):
        (tmp_path / f"{year}.csv").write_text(
            "Film,Year,Reviewer,Rating,Date,URL\n"
            f"Heat,1995,Ann Lee,{rating}/10,2024-05-01,https://ann.example/\n"
        )
    with opened(tmp_path) as job:
        job.add([tmp_path])
        assert len(reviews(job)) == 2
