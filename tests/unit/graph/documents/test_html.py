"""Pages: which syntax describes the review, what only the page says, and pages made to harm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.documents import Read
from graph.extraction import extract
from graph.records import Document, Unreadable
from graph.values.spoilers import pieces

ReadBytes = Callable[[bytes, str], list[Read]]

WORDS = (
    "The film is slow, and it is about the time that people need to be in one place. "
    "I was moved by it, and I would see it again. "
)
ARTICLE = f"<article><h1>The Kiln (2019)</h1><p>{WORDS * 3}</p><p>{WORDS}</p></article>"
FILM = '"itemReviewed": {"@type": "Movie", "name": "The Kiln"}'
REVIEW = f'{{"@context": "https://schema.org", "@type": "Review", {FILM}}}'


def block(json: str, body: str = "") -> str:
    script = f'<script type="application/ld+json">{json}</script>'
    return f"<html><head>{script}</head><body>{body}</body></html>"


@pytest.fixture
def page(read_bytes: ReadBytes) -> Callable[[str | bytes], Document]:
    """The one document of a page."""

    def read_one(markup: str | bytes) -> Document:
        data = markup if isinstance(markup, bytes) else markup.encode()
        (found,) = read_bytes(data, "page.html")
        assert isinstance(found, Document), found
        return found

    return read_one


Page = Callable[[str | bytes], Document]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("/* <![CDATA[ */", "/* ]]> */"),
        ("//<![CDATA[\n", "\n//]]>"),
        ("<!--", "-->"),
        ("\n<![CDATA[\n", "\n]]>\n"),
        ("\ufeff", ";"),
    ],
)
def test_json_ld_in_the_comments_of_long_ago(page: Page, before: str, after: str) -> None:
    found = page(block(before + REVIEW + after))
    assert found.metadata["itemReviewed"]["name"] == "The Kiln"
    assert "JSON-LD" in found.because


def test_the_first_syntax_that_describes_a_review_is_taken(page: Page) -> None:
    microdata = '<p itemscope itemtype="http://schema.org/Review"><b itemprop="name">Other</b></p>'
    assert "JSON-LD" in page(block(REVIEW, microdata)).because
    site = '{"@context": "https://schema.org", "@type": "WebSite", "name": "Site"}'
    found = page(block(site, microdata))
    assert "microdata" in found.because
    assert found.metadata["name"] == "Other"


def test_several_reviews_in_a_page_are_parts_with_names_of_their_own(
    read_bytes: ReadBytes,
) -> None:
    def named(*titles: str) -> dict[str, str]:
        reviews = ",".join(REVIEW.replace("The Kiln", title) for title in titles)
        found = read_bytes(block(f"[{reviews}]").encode(), "page.html")
        return {d.metadata["itemReviewed"]["name"]: d.source for d in found}  # type: ignore[union-attr]

    before = named("Heat", "Ran")
    assert all(source.startswith("page.html#review=") for source in before.values())
    after = named("Alien", "Ran", "Heat")
    assert {title: after[title] for title in before} == before
    assert len(set(after.values())) == 3


def test_reviews_that_share_the_page_s_address_are_all_there(read_bytes: ReadBytes) -> None:
    one = REVIEW[:-1] + ', "url": "https://example.org/list"}'
    found = read_bytes(
        block(f"[{one}, {one.replace('The Kiln', 'Ran')}, {one}]").encode(), "a.html"
    )
    assert [d.metadata["itemReviewed"]["name"] for d in found] == ["The Kiln", "Ran"]  # type: ignore[union-attr]


def test_an_article_beside_the_one_film_of_the_page_is_about_it(page: Page) -> None:
    article = '{"@context": "https://schema.org", "@type": "BlogPosting", "headline": "Slow"}'
    movie = '{"@context": "https://schema.org", "@type": "Movie", "name": "The Kiln"}'
    assert (
        page(block(f"[{article},{movie}]", ARTICLE)).metadata["itemReviewed"]["name"] == "The Kiln"
    )
    assert "itemReviewed" not in page(block(movie, ARTICLE)).metadata


def test_what_only_the_page_says_is_added_to_its_one_review(page: Page) -> None:
    head = (
        '<link rel="canonical" href="https://example.org/kiln"><meta name="author" content="Jo Li">'
    )
    found = page(block(REVIEW, ARTICLE).replace("<head>", f"<head>{head}").encode())
    assert found.metadata["url"] == "https://example.org/kiln"
    assert found.metadata["author"] == "Jo Li"
    assert WORDS.strip() in found.text


def test_an_excerpt_gives_way_to_the_whole_article(page: Page) -> None:
    excerpt = REVIEW[:-1] + f', "reviewBody": "{WORDS[:90]}"}}'
    assert WORDS.strip() in page(block(excerpt, ARTICLE)).text
    another = REVIEW[:-1] + ', "reviewBody": "Quite another text that is not in the article."}'
    assert page(block(another, ARTICLE)).text == ""


REPLIES = (
    f'<section class="replies"><h2>Replies</h2><p>Bob: I fell asleep. {WORDS * 3}</p></section>'
)
MICRODATA = (
    '<article itemscope itemtype="https://schema.org/Review"><h1>The Kiln</h1>'
    '<p itemprop="itemReviewed" itemscope itemtype="https://schema.org/Movie">'
    '<b itemprop="name">The Kiln</b></p>{}</article>'
)
H_REVIEW = '<div class="h-review"><b class="p-item h-item">The Kiln</b>{}</div>'


@pytest.mark.parametrize(
    "markup",
    [
        MICRODATA.format(f'<p itemprop="reviewBody">{WORDS}</p>{WORDS * 4}{REPLIES}'),
        H_REVIEW.format(f'<div class="e-content">{WORDS}</div>{WORDS * 4}{REPLIES}'),
    ],
)
def test_a_body_that_is_marked_is_the_body(page: Page, markup: str) -> None:
    found = page(f"<html><body>{markup}</body></html>")
    assert found.text == ""
    assert found.metadata["reviewBody"] == WORDS.strip()
    assert "what the page says beside it was left out" in found.because


def test_an_excerpt_that_nobody_sees_is_not_the_body(page: Page) -> None:
    meta = f'<meta itemprop="reviewBody" content="{WORDS[:90]}">'
    found = page(f"<body>{MICRODATA.format(meta + f'<p>{WORDS * 4}</p>')}</body>")
    assert WORDS.strip() in found.text


@pytest.mark.parametrize(
    "attribute",
    ['class="replies"', 'id="comments"', 'class="p-comment h-cite"', "itemprop=comment"],
)
def test_what_readers_wrote_is_not_of_the_article(page: Page, attribute: str) -> None:
    article = ARTICLE.replace("</article>", f"<div {attribute}>{REPLIES}</div></article>")
    excerpt = REVIEW[:-1] + f', "reviewBody": "{WORDS[:90]}"}}'
    for markup in (block(excerpt, article), f"<html><body>{article}</body></html>"):
        found = page(markup)
        assert WORDS.strip() in found.text
        assert "Bob" not in found.text


MOVIE = '{{"@context": "https://schema.org", "@type": "Movie", "name": "The Kiln"{}}}'
SCORED = ARTICLE.replace("</article>", "<p>My rating: 4/5</p></article>")


def test_an_article_with_a_score_is_a_review_of_the_film(page: Page) -> None:
    found = page(block(MOVIE.format(""), SCORED))
    assert found.metadata["itemReviewed"]["name"] == "The Kiln"
    assert "My rating: 4/5" in found.text


@pytest.mark.parametrize(
    ("facts", "article"),
    [(', "aggregateRating": {"ratingValue": "4"}', SCORED), ("", ARTICLE), ("", SCORED * 2)],
)
def test_an_article_of_nobody_is_told_beside_its_film(page: Page, facts: str, article: str) -> None:
    found = page(block(MOVIE.format(facts), article))
    assert found.text == ""
    assert "its article was left out" in found.because


def test_a_page_without_markup_is_its_article(page: Page) -> None:
    markup = (
        '<html lang="en"><head><title>The Kiln (2019) | Site</title></head><body>'
        f"<nav><a href=/>Home</a></nav>{ARTICLE}<footer>Copyright</footer></body></html>"
    )
    found = page(markup)
    assert found.metadata["headline"] == "The Kiln (2019)"
    assert found.metadata["inLanguage"] == "en"
    assert "Copyright" not in found.text
    assert "Home" not in found.text


def test_a_language_that_the_text_is_not_in_is_the_template_s(page: Page) -> None:
    french = (
        "Le film est très beau et il est le meilleur de tous, avec une scène dans la nuit. " * 4
    )
    found = page(f'<html lang="en"><body><article><h1>Le Four</h1><p>{french}</p></article>')
    assert "inLanguage" not in found.metadata


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "utf-8"), ("iso-8859-1", "cp1252"), ("rot13", "cp1252"),
     ("utf-7", "cp1252"), ("no-such-thing", "cp1252"), ("utf-8", "cp1252")],
)  # fmt: skip
def test_a_charset_is_believed_only_where_it_fits(page: Page, declared: str, encoding: str) -> None:
    text = "Le film “Amélie” est très beau et il est le meilleur de tous."
    markup = f'<html><head><meta charset="{declared}"></head><body><article><p>{text}</p></article>'
    assert text in page(markup.encode(encoding)).text


def test_scripts_cannot_be_closed_into_markup(page: Page) -> None:
    inside = (
        REVIEW[:-1] + r', "reviewBody": "a <\/script><script>alert(1)<\/script> b \u0000\ud800"}'
    )
    found = page(block(inside))
    assert found.metadata["reviewBody"] == "a </script><script>alert(1)</script> b"
    broken = REVIEW[:-1] + ', "reviewBody": "a </script><script>alert(1)</script>"}'
    assert "no valid JSON" in page(block(broken)).because


def test_addresses_are_not_seen_from_what_is_none(page: Page) -> None:
    head = '<base href="javascript:alert(1)//"><link rel="canonical" href="javascript:x">'
    found = page(block(REVIEW[:-1] + ', "url": "/x"}').replace("<head>", f"<head>{head}"))
    assert found.metadata["url"] == "/x"


def test_nodes_that_lead_to_each_other_end(page: Page) -> None:
    graph = (
        '{"@context": "https://schema.org", "@graph": ['
        '{"@id": "#r", "@type": "Review", "itemReviewed": {"@id": "#m"}, "about": {"@id": "#r"}},'
        '{"@id": "#m", "@type": "Movie", "name": "The Kiln", "review": {"@id": "#r"},'
        ' "director": {"@id": "#p"}},'
        '{"@id": "#p", "@type": "Person", "name": "Ana Ruiz", "knows": {"@id": "#p"},'
        ' "performerIn": {"@id": "#m"}}]}'
    )
    tree = page(block(graph)).metadata
    assert tree["about"] == "#r"
    film = tree["itemReviewed"]
    assert (film["name"], film["director"]["name"]) == ("The Kiln", "Ana Ruiz")


def test_xhtml_entities_are_not_expanded(read_bytes: ReadBytes) -> None:
    laughs = "".join(f'<!ENTITY e{n + 1} "&e{n};&e{n};&e{n};&e{n};">' for n in range(30))
    secret = '<!ENTITY e0 SYSTEM "file:///etc/passwd">'
    markup = (
        f'<?xml version="1.0"?><!DOCTYPE html [{secret}{laughs}]>'
        f"<html><body><article><h1>Heat (1995)</h1><p>{WORDS * 3} &e30; &e0;</p></article></body></html>"
    )
    (found,) = read_bytes(markup.encode(), "page.xhtml")
    assert isinstance(found, Document)
    assert len(found.text) < 2_000
    assert "root:" not in found.text
    assert "ENTITY" not in found.text


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("x" * 50_000_000, "50 MB"),
        ("<html><body>" + "<div>" * 20_000, "nested"),
        ("<!-- -->", "no HTML"),
        ("\0\0", "NUL"),
    ],
    ids=["50 MB", "20,000 elements deep", "only a comment", "no text"],
)
def test_pages_that_are_none(read_bytes: ReadBytes, markup: str, why: str) -> None:
    (found,) = read_bytes(markup.encode(), "page.html")
    assert isinstance(found, Unreadable)
    assert why in found.reason


@pytest.mark.parametrize(
    "json",
    ['{"a":' * 20_000 + "1" + "}" * 20_000, '["' + '\\"' * 1_000_000, "[" + "," * 1_000_000, "9" * 100_000,
     REVIEW[:-1] + " " * 1_000_000, "", "null", '{"@graph": {"@graph": 5}, "@type": 7, "@id": []}',
     '{"@context": {"a": "b", "b": "a"}, "a": "x", "@reverse": {"review": "x"}}'],
    ids=["deep", "quotes", "commas", "digits", "blanks", "empty", "null", "odd", "circle of terms"],
)  # fmt: skip
def test_blocks_made_to_harm_cost_the_page_nothing(page: Page, json: str) -> None:
    assert WORDS.strip() in page(block(json, ARTICLE)).text


def test_references_in_all_directions_are_cut(read_bytes: ReadBytes) -> None:
    def node(n: int) -> str:
        about = ",".join(f'{{"@id": "#{m}"}}' for m in range(n + 1, min(n + 40, 200)))
        return f'{{"@id": "#{n}", "@type": "Review", "about": [{about}]}}'

    graph = ",".join(map(node, range(200)))
    found = read_bytes(
        block(f'{{"@context": "http://schema.org", "@graph": [{graph}]}}').encode(), "page.html"
    )
    assert len(found) == 200


def test_text_that_every_element_repeats_is_refused(read_bytes: ReadBytes) -> None:
    markup = '<div itemscope itemtype="http://schema.org/Review">' + '<p itemprop="name"><b>' * 100
    markup = markup.replace("<p", "<span").replace("<b>", "") + "x" * 1_000_000
    (found,) = read_bytes(markup.encode(), "page.html")
    assert isinstance(found, Unreadable)
    assert "repeats" in found.reason


@pytest.mark.parametrize(
    "markup",
    ["<p title='" + "x" * 7_000_000 + "'>", "<a " + '"' * 1_000_000, "<" * 1_000_000, "&" * 1_000_000,
     '<p itemscope itemref="a b">' * 200 + '<b id="a" itemprop="name">x</b>' * 500,
     '<div class="hreview">' * 200 + '<b class="fn">x</b>' * 5_000],
    ids=["attribute", "quotes", "brackets", "ampersands", "itemref", "nested hreview"],
)  # fmt: skip
def test_markup_made_to_harm_has_an_outcome(read_bytes: ReadBytes, markup: str) -> None:
    assert len(read_bytes(f"<html><body>{markup}".encode(), "page.html")) >= 1


def test_no_article_is_looked_for_among_too_many_elements(page: Page) -> None:
    document = page(f"<html><body><p>{WORDS}</p>{'<b>a</b> ' * 40_000}</body></html>")
    assert document.text == ""
    assert "too large" in document.because


def test_a_list_of_terms_is_read_as_labels(page: Page) -> None:
    facts = "<dt>Director:</dt><dd>Ann Berg</dd><dt>Cast</dt><dd>Max Roe</dd><dd>Jo Vale</dd>"
    found = page(f"<html><body><h1>Ferry</h1><dl>{facts}</dl><p>{WORDS * 3}</p></body></html>")
    assert "Director: Ann Berg\n" in found.text
    assert "Cast: Max Roe, Jo Vale\n" in found.text


@pytest.mark.parametrize(
    "markup",
    [
        "<p>It is <span class='spoiler'>he who lit it</span>, alas.</p>",
        "<p>It is <tg-spoiler>he who lit it</tg-spoiler>, alas.</p>",
        "<div class='spoiler'><p>It is he who lit it.</p></div>",
        "<details><summary>Spoilers</summary><p>It is he who lit it.</p></details>",
        "<p class='p-spoiler'>It is he who lit it.</p>",
    ],
)
def test_spoilers_of_an_article_stay_marked(page: Page, markup: str) -> None:
    article = f"<article><h1>The Kiln (2019)</h1><p>{WORDS * 2}</p>{markup}<p>{WORDS}</p></article>"
    told = extract(page(f"<html><body>{article}</body></html>"))
    (body,) = (claim.value for claim in told.review if claim.property == "reviewBody")
    ((hidden, _),) = (piece for piece in pieces(body.value) if piece[1])
    assert "he who lit it" in hidden
    assert "moved" not in hidden
    assert any(claim.property == "keywords" for claim in told.review)


def test_the_marks_of_a_page_count_where_its_markup_repeats_the_text_without(page: Page) -> None:
    said = f'"reviewBody": "{WORDS * 2} He lit it.", {FILM}'
    block_ = f'{{"@context": "https://schema.org", "@type": "Review", {said}}}'
    article = f"<article><p>{WORDS * 2}</p><p><span class='spoiler'>He lit it.</span></p></article>"
    told = {claim.property: claim.value for claim in extract(page(block(block_, article))).review}
    assert told["reviewBody"].value.endswith("[spoiler]He lit it.[/spoiler]")
    assert told["keywords"].value == "spoilers"


def test_spoilers_of_a_described_review_stay_marked(page: Page) -> None:
    said = f'"reviewBody": "<p>Slow. <span class=\\"spoiler\\">He lit it.</span></p>", {FILM}'
    block_ = f'{{"@context": "https://schema.org", "@type": "Review", "keywords": "art, spoilers", {said}}}'
    microformat = (
        "<div class='h-review'><span class='p-item'>The Kiln</span>"
        "<div class='e-content'>Slow. <span class='p-spoiler'>He lit it.</span></div></div>"
    )
    for markup in (block(block_), f"<html><body>{microformat}</body></html>"):
        said_of = {claim.property: claim.value for claim in extract(page(markup)).review}
        assert said_of["reviewBody"].value == "Slow. [spoiler]He lit it.[/spoiler]"
        assert said_of["keywords"].value == "spoilers"


SHORT = (
    "<h1>Heat (1995)</h1><figure><figcaption>Al Pacino as Vincent. Photo: W</figcaption></figure>"
    '<p>A film of glass.</p><p>Rating: 4/5</p><div class="author-bio"><p>Ann Lee directed it.</p></div>'
)


@pytest.mark.parametrize(
    "markup",
    [
        f"<article>{SHORT}</article>",
        f"<header><p>Reviews since 1999</p></header><main><nav>Home</nav>{SHORT}</main>",
        f'<nav><a href="/">Home</a></nav>{SHORT}<h3>Comments</h3><footer>Rating: 5/5</footer>',
    ],
)
def test_a_short_article_keeps_its_paragraphs_apart(page: Page, markup: str) -> None:
    text = page(f"<html><body>{markup}</body></html>").text
    assert text.startswith("# Heat (1995)\n\nA film of glass.\n\nRating: 4/5")
    assert all(words not in text for words in ("Pacino", "Ann Lee", "Home", "since", "5/5\n"))


def test_an_article_of_one_paragraph_is_that(page: Page) -> None:
    menu = '<div><a href="/">Home</a></div>'
    assert page(f"<html><body>{menu}<p>{WORDS}</p></body></html>").text == WORDS.strip()


def test_an_article_of_another_film_is_not_of_the_review(page: Page) -> None:
    other = ARTICLE.replace("h1>", "h2>").replace("The Kiln (2019)", "Ronin (1998)")
    other = other.replace("slow", "quick")
    text = page(f"<html><body>{ARTICLE}{other}</body></html>").text
    assert "slow" in text
    assert "quick" not in text
    assert "quick" in page(f"<html><body>{ARTICLE}{other.replace('1998', 'IX')}</body></html>").text


def test_our_own_block_is_no_source(page: Page) -> None:
    bare = page(f"<html><head><title>The Kiln</title></head><body>{ARTICLE}</body></html>")
    script = f'<script type="application/ld+json" id="triplebill">{REVIEW}</script>'
    with_block = page(
        f"<html><head><title>The Kiln</title>{script}</head><body>{ARTICLE}</body></html>"
    )
    assert with_block == bare
    beside = page(block(REVIEW.replace("The Kiln", "Another"), script))
    assert beside.metadata["itemReviewed"]["name"] == "Another"


def test_reviews_that_share_a_page_have_its_language(read_bytes: ReadBytes) -> None:
    other = REVIEW.replace("The Kiln", "Der Ofen").replace(
        '"@type": "Review"', '"@type": "Review", "inLanguage": "de"', 1
    )
    said = (
        REVIEW.replace("The Kiln", "Le Four")[:-1]
        + ', "reviewBody": "Le film est une histoire de la ville et des gens qui y sont nés."}'
    )
    page = block(f"[{REVIEW}, {other}, {said}]").replace("<html>", '<html lang="en">')
    found = {
        d.metadata["itemReviewed"]["name"]: d.metadata.get("inLanguage")
        for d in read_bytes(page.encode(), "page.html")
    }
    assert found == {"The Kiln": "en", "Der Ofen": "de", "Le Four": None}


BODY = f"<p>{WORDS * 3}</p><p>{WORDS}</p>"


@pytest.mark.parametrize(
    "facts",
    [
        "<dl><dt>Director</dt><dd>Ann Berg</dd><dt>Cast</dt><dd>Max Roe</dd><dd>Ida Lund</dd></dl>",
        "<table><tr><th>Director</th><td>Ann Berg</td></tr>"
        "<tr><th>Cast</th><td>Max Roe<br>Ida Lund</td></tr></table>",
        "<table><tr><td>Director</td><td>Ann Berg</td></tr>"
        "<tr><td>Cast</td><td>Max Roe,<br>Ida Lund</td></tr></table>",
        "<ul><li><b>Director</b> Ann Berg</li><li><b>Cast</b> Max Roe, Ida Lund</li></ul>",
        "<div><div><span>Director</span><span>Ann Berg</span></div>"
        "<div><span>Cast</span><span>Max Roe, Ida Lund</span></div></div>",
        "<div><p>Director</p><p>Ann Berg</p><p>Cast</p><p>Max Roe, Ida Lund</p></div>",
        "<p><em>Directed by Ann Berg</em></p><p><em>Starring Max Roe, Ida Lund</em></p>",
    ],
)
def test_facts_in_columns_of_a_page(page, facts):
    told = extract(page(f"<html><body><main><h1>The Kiln</h1>{facts}{BODY}</main></body></html>"))
    claims = [(c.property, c.value) for c in told.movie]
    assert [v.value for p, v in claims if p == "name"] == ["The Kiln"]
    assert [v.name for p, v in claims if p == "director"] == ["Ann Berg"]
    assert [v.actor.name for p, v in claims if p == "actor"] == ["Max Roe", "Ida Lund"]
    (body,) = [c.value.value for c in told.review if c.property == "reviewBody"]
    assert body.startswith("The film is slow")


@pytest.mark.parametrize(
    "score", ["<p class='rating'>4/5</p>", "<p>Rating: <span class='rating'>4/5</span></p>"]
)
def test_scores_in_what_looks_like_readers_ratings(page, score):
    told = extract(page(f"<html><body><h1>The Kiln (2019)</h1>{score}{BODY}</body></html>"))
    assert [c.value.text for c in told.review if c.property == "reviewRating"] == ["4/5"]


@pytest.mark.parametrize("name", ["reader-rating", "comments-rating", "user-rating"])
def test_readers_ratings_are_not_the_author_s(page, name):
    rated = f"<h1>The Kiln (2019)</h1><div class='{name}'>2/5</div>{BODY}"
    told = extract(page(f"<html><body><article>{rated}</article></body></html>"))
    assert [c for c in told.review if c.property == "reviewRating"] == []


@pytest.mark.parametrize(
    "markup",
    ["<p><b>Never</b><a href='x'>theless</a></p>", "<p><em>un</em><span>believable</span></p>"],
)
def test_a_word_in_two_pieces_stays_one(page, markup):
    told = extract(page(f"<html><body><h1>The Kiln (2019)</h1>{BODY}{markup}{BODY}</body></html>"))
    assert not any("|" in c.value.value for c in told.review if c.property == "reviewBody")


def test_a_table_that_lays_out_a_page_keeps_its_lines(page):
    poem = "<p>Roses are red<br>Violets are blue</p>"
    cells = f"<tr><td>Home</td><td><h1>The Kiln (2019)</h1>{BODY}{poem}{BODY}</td></tr>"
    told = extract(page(f"<html><body><table>{cells}</table></body></html>"))
    (body,) = [c.value.value for c in told.review if c.property == "reviewBody"]
    assert "red\nViolets" in body


def test_a_word_of_the_title_is_no_heading_of_the_page(page):
    head = "<head><title>Cold Comfort – Films of Ann</title></head><body><h1>The Farm</h1>"
    told = extract(page(f"<html>{head}<main><h2>Cold</h2>{BODY}</main></body></html>"))
    assert [c.value.value for c in told.review if c.property == "name"] == ["The Farm"]


def test_a_heading_of_the_site_above_that_of_the_article(page):
    head = "<head><title>The Kiln (2019) review</title></head><body><h1>Nell writes</h1>"
    told = extract(page(f"<html>{head}<main><h2>The Kiln (2019)</h2>{BODY}</main></body></html>"))
    assert [c.value.value for c in told.movie if c.property == "name"] == ["The Kiln"]
