from html import escape

import pytest

from graph.documents.files import file_of
from graph.extraction import extract
from graph.records import Document, Skipped, Unreadable

LETTERBOXD = """<?xml version='1.0' encoding='utf-8'?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:letterboxd="https://letterboxd.com" xmlns:tmdb="https://themoviedb.org">
<channel><title>Letterboxd - Jane</title>
<item><title>Amour, 2012 - ★★★½</title><link>https://letterboxd.com/jane/film/amour/</link>
<guid isPermaLink="false">letterboxd-review-11</guid>
<pubDate>Wed, 2 Nov 2022 06:21:20 +1300</pubDate>
<letterboxd:watchedDate>2022-10-31</letterboxd:watchedDate>
<letterboxd:filmTitle>Amour</letterboxd:filmTitle><letterboxd:filmYear>2012</letterboxd:filmYear>
<letterboxd:memberRating>3.5</letterboxd:memberRating><tmdb:movieId>86837</tmdb:movieId>
<description><![CDATA[ <p><img src="https://a.example/p.jpg"/></p>
<p><em>This review may contain spoilers.</em></p> <p>Slow &amp; <i>true</i>.</p><p>Twice.</p> ]]></description>
<dc:creator>Jane</dc:creator></item>
<item><title>Heat, 1995</title><link>https://letterboxd.com/jane/film/heat/</link>
<guid>letterboxd-watch-12</guid>
<letterboxd:filmTitle>Heat</letterboxd:filmTitle><letterboxd:filmYear>1995</letterboxd:filmYear>
<description><![CDATA[<p>Watched on Monday October 31, 2022.</p>]]></description></item>
<item><title>Best of all</title><guid>letterboxd-list-13</guid><description>a list</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>A blog</title>
<entry><id>tag:example.org,2024:1</id><title>Heat (1995)</title>
<link rel="self" href="https://example.org/1.atom"/><link href="https://example.org/heat"/>
<published>2024-03-01T08:00:00Z</published><author><name>Jane Doe</name></author>
<category term="Film reviews"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Cold <em>and</em> long.</p></div></content>
</entry></feed>"""


def rss(*items):
    return (
        "<rss version='2.0'><channel><title>x</title>\n" + "\n".join(items) + "\n</channel></rss>"
    )


def item(number, words="Good."):
    return (
        f"<item><title>Film {number} (2001)</title>\n<guid>g{number}</guid>\n"
        f"<description>{words}</description></item>"
    )


def said(document):
    found = extract(document)
    assert not found.skip
    return {c.property: c.value for c in (*found.review, *found.movie)}


def test_letterboxd_says_which_film_and_how_good(read_bytes):
    review, seen, listed = read_bytes(LETTERBOXD.encode(), "letterboxd.xml")
    facts = said(review)
    assert (facts["name"].value, facts["author"].name) == ("Amour", "Jane")
    assert facts["reviewBody"].value == "Slow & true.\n\nTwice."
    assert facts["keywords"].value == "spoilers"
    assert review.metadata["spoilers"] == "This review may contain spoilers."
    rating = facts["reviewRating"]
    assert (str(rating.value), str(rating.worst), str(rating.best)) == ("3.5", "0.5", "5")
    ids = {c.value.value for c in extract(review).movie if c.property == "identifier"}
    assert ids == {"movie/86837", "amour"}
    dates = [str(c.value) for c in extract(review).review if c.property == "datePublished"]
    assert dates == ["2022-11-02"]
    (watched,) = extract(seen).viewing
    assert (extract(seen).subject, str(watched.value)) == ("viewing", "2022-10-31")
    assert isinstance(listed, Skipped)


def test_sources_have_the_guid_and_stay_when_items_come_before(read_bytes):
    found = read_bytes(rss(item(2), item(1), item(1)).encode(), "f.xml")
    assert [outcome.source for outcome in found] == [
        "f.xml#latest=g2", "f.xml#latest=g1", "f.xml#latest=g1~2"
    ]  # fmt: skip
    assert {file_of(outcome.source) for outcome in found} == {"f.xml"}


def test_atom_is_read_with_its_markup(read_bytes):
    (entry,) = read_bytes(ATOM.encode(), "blog.atom")
    facts = said(entry)
    assert facts["reviewBody"].value == "Cold and long."
    assert facts["isBasedOn"].url == "https://example.org/heat"
    assert facts["author"].name == "Jane Doe"
    assert str(facts["datePublished"]) in ("2024-03-01", "1995")


def test_who_wrote_together_are_all_read(read_bytes):
    both = ATOM.replace("</author>", "</author><author><name>Bo Ek</name></author>")
    (entry,) = read_bytes(both.encode(), "f.atom")
    named = [c.value.name for c in extract(entry).review if c.property == "author"]
    assert named == ["Jane Doe", "Bo Ek"]


def test_rss_1_is_read(read_bytes):
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/"><item><title>Heat (1995)</title>'
        "<link>https://example.org/1</link><description>Cold.</description></item></rdf:RDF>"
    )
    (entry,) = read_bytes(feed.encode(), "f.rss")
    assert entry.metadata["title"] == "Heat (1995)"
    assert entry.text == "Cold."


def test_a_teaser_is_no_body(read_bytes):
    (entry,) = read_bytes(rss(item(1, "It begins well […]")).encode(), "f.xml")
    assert (entry.text, entry.metadata["summary"]) == ("", "It begins well […]")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(read_bytes, encoding):
    declared = "" if "utf" in encoding else f'<?xml version="1.0" encoding="{encoding}"?>'
    (entry,) = read_bytes((declared + rss(item("é"))).encode(encoding), "f.xml")
    assert entry.metadata["title"] == "Film é (2001)"


@pytest.mark.parametrize("behind", ["\n" * 20_000, f"<!-- {'made by a program ' * 100} -->\n"])
def test_what_stands_behind_the_end_is_no_cut(read_bytes, behind):
    whole = rss(item(1), item(2))
    assert [type(o) for o in read_bytes((whole + behind).encode(), "f.xml")] == [Document] * 2
    cut = whole.rpartition("</")[0]
    assert [type(o) for o in read_bytes(cut.encode(), "f.xml")][-1] is Unreadable


def test_a_fault_costs_its_item_and_no_other(read_bytes):
    found = read_bytes(rss(item(1), item(2, "a <b> & c"), item(3), item(4)).encode(), "f.xml")
    assert [type(o) for o in found] == [Document, Unreadable, Document, Document]
    assert "goes wrong in line 7" in found[1].reason


def test_a_truncated_feed_gives_what_is_whole(read_bytes):
    whole = rss(item(1), item(2), item(3))
    found = read_bytes(whole[: whole.rindex("Good") + 2].encode(), "f.xml")
    assert [type(o) for o in found] == [Document, Document, Unreadable]


def test_control_characters_and_undeclared_entities_cost_nothing(read_bytes):
    found = read_bytes(rss(item(1, "a\x0b&nbsp;b"), item(2)).encode(), "f.xml")
    assert [o.text.replace("\xa0", " ") for o in found] == ["a b", "Good."]


LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{"&" + a + ";"}{("&" + a + ";") * 9}">'
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize(
    ("doctype", "words"),
    [
        (LAUGHS, "&i;"),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        ('<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">', "x"),
        ('<!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>', "x"),
    ],
)  # fmt: skip
def test_entities_are_neither_expanded_nor_fetched(read_bytes, doctype, words):
    found = read_bytes((doctype + rss(item(1, words))).encode(), "f.xml")
    assert found
    for outcome in found:
        text = getattr(outcome, "text", "")
        assert len(text) < 100
        assert "root:" not in text


@pytest.mark.parametrize(
    "inner",
    [
        "<b>" * 100_000,
        "<item>" * 50_000,
        "&lt;div&gt;" * 100_000,
        "<item><" * 20_000,
        "<![CDATA[" * 1000,
        "x" * 9_000_000,
    ],
)
def test_what_is_nested_endless_or_broken_comes_to_an_end(read_bytes, inner):
    found = read_bytes(("<rss><channel><item><description>" + inner).encode(), "f.xml")
    assert found
    assert not any(isinstance(o, Document) for o in found)


@pytest.mark.parametrize("data", [b"", b"<rss", b"<rss></rss>", b"<rss/>", b"\x00\x01<rss>"])
def test_a_feed_without_items_is_unreadable(read_bytes, data):
    (outcome,) = read_bytes(data, "f.rss")
    assert not isinstance(outcome, Document)


def test_other_xml_is_skipped(read_bytes):
    (outcome,) = read_bytes(b"<urlset><url/></urlset>", "sitemap.xml")
    assert isinstance(outcome, Skipped)


BLOGGER = "http://schemas.google.com/blogger/2008/kind#"
KIND = f"<category scheme='http://schemas.google.com/g/2005#kind' term='{BLOGGER}{{}}'/>"
PUBLISHED = "<title>Heat (1995)</title><content type='html'>Slow. Rating: 4/5</content>"


def atom(entry):
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#' "
        "xmlns:thr='http://purl.org/syndication/thread/1.0' "
        "xmlns:blogger='http://schemas.google.com/blogger/2018'>"
        f"<entry><id>1</id>{PUBLISHED}{entry}</entry></feed>"
    ).encode()


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (KIND.format("post") + "<app:control><app:draft>yes</app:draft></app:control>", "draft"),
        ("<blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status>", "draft"),
        ("<blogger:status>SOFT_TRASHED</blogger:status>", "“SOFT_TRASHED”"),
        ("<blogger:type>COMMENT</blogger:type>", "a reader's comment"),
        ("<blogger:type>PAGE</blogger:type>", "a page of the site"),
        (KIND.format("comment"), "a reader's comment"),
        (KIND.format("template"), "a template of the site"),
        (KIND.format("settings"), "a setting of the site"),
        ("<thr:in-reply-to ref='2'/>", "a reader's comment"),
    ],
)
def test_entries_that_are_no_published_posts_are_skipped(read_bytes, entry, why):
    (skipped,) = read_bytes(atom(entry), "feed.atom")
    assert isinstance(skipped, Skipped)
    assert why in skipped.reason


def test_a_published_post_of_blogger_is_its_authors(read_bytes):
    person = "<name>Ann Lee</name><uri/><blogger:type>BLOGGER</blogger:type>"
    entry = (
        f"<blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>"
        f"<author>{person}</author>{KIND.format('post')}<category term='noir'/>"
        "<app:control><app:draft>no</app:draft></app:control>"
    )
    (post,) = read_bytes(atom(entry), "feed.atom")
    assert (post.metadata["author"], post.metadata["category"]) == ("Ann Lee", ["noir"])


def test_what_readers_wrote_at_wordpress_is_skipped(read_bytes):
    comment = item(1).replace("<guid>g1", "<guid>https://a.example/?p=7#comment-12")
    (skipped,) = read_bytes(rss(comment).encode(), "comments.xml")
    assert "comment" in skipped.reason


def of_all(head, entry="", attribute=""):
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom'{attribute}><title>A blog</title>{head}"
        "<entry><id>1</id><title>La Jetée (1962)</title>"
        f"{entry}<content type='html'>Court.</content></entry></feed>"
    )


PAUL, ANN = (f"<author><name>{name}</name></author>" for name in ("Paul", "Ann Lee"))


def test_an_entry_has_the_author_and_the_language_of_its_feed(read_bytes):
    (document,) = read_bytes(of_all(PAUL, attribute=" xml:lang='fr'").encode(), "blog.atom")
    facts = said(document)
    assert (facts["author"].name, facts["inLanguage"].value) == ("Paul", "fr")
    assert facts["reviewBody"].language == "fr"


@pytest.mark.parametrize("entry", [ANN, f"<source><title>Another's</title>{ANN}</source>"])
def test_its_own_author_comes_before_the_feed_s(read_bytes, entry):
    (document,) = read_bytes(of_all(PAUL, entry).encode(), "blog.atom")
    assert said(document)["author"].name == "Ann Lee"


def test_an_entry_taken_from_a_feed_that_names_nobody_has_no_author(read_bytes):
    taken = "<source><title>Another's</title></source>"
    (document,) = read_bytes(of_all(PAUL, taken).encode(), "planet.atom")
    assert "author" not in said(document)


RSS_1 = (
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
    " xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    "<channel><dc:language>de-DE</dc:language></channel>"
    "<item><title>Heat (1995)</title><description>{}</description></item></rdf:RDF>"
)
RSS_2 = rss("<language>de-DE</language>", item(1, "{}"))


@pytest.mark.parametrize("feed", [RSS_1, RSS_2])
def test_a_text_has_the_language_of_its_channel_unless_it_reads_as_another(read_bytes, feed):
    (short,) = read_bytes(feed.format("Gut.").encode(), "blog.rss")
    assert said(short)["inLanguage"].value == "de-de"
    english = "The film is long, and it is about the people who work at night."
    (long,) = read_bytes(feed.format(english).encode(), "blog.rss")
    assert said(long)["inLanguage"].value == "en"


@pytest.mark.parametrize(
    "footer",
    [
        '<p>The post <a href="https://a.example/heat/">Film 1 (2001)</a> appeared first on '
        '<a href="https://a.example">The Late Show</a>.</p>',
        "<p>The post Film 1 (2001) appeared first on The Late Show.</p>",
        '<p>Der Beitrag <a href="https://a.example/heat/">Film 1 (2001)</a> erschien zuerst auf '
        '<a href="https://a.example">Spätvorstellung</a>.</p>',
    ],
)
def test_the_footer_of_a_plugin_is_none_of_the_words(read_bytes, footer):
    def read(words):
        (entry,) = read_bytes(rss(item(1, escape(words + footer))).encode(), "f.xml")
        return entry

    assert read("<p>It sees.</p><p>It waits.</p>").text == "It sees.\n\nIt waits."
    assert read("<p>It sees […]</p>").metadata["summary"] == "It sees […]"


@pytest.mark.parametrize(
    "last",
    [
        "The post office scene appeared first on television.",
        "The post-credits scene appeared first on the DVD and is worth the wait.",
        "La entrada de Pacino aparece primero en la escena del banco, y es lo mejor.",
    ],
)
def test_last_words_that_only_look_like_it_stay(read_bytes, last):
    (entry,) = read_bytes(rss(item(1, escape(f"<p>It sees.</p><p>{last}</p>"))).encode(), "f.xml")
    assert entry.text == f"It sees.\n\n{last}"
