"""Images that say something: signs, and scores."""

from html import escape

import pytest

WORDS = "A lantern goes up, and everyone in the village looks at it for a long while. "
STAR = '<img class="wp-smiley" alt="⭐" src="https://example.org/2b50.svg">'


def page(body):
    paragraphs = f"<p>{WORDS * 3}</p><p>{WORDS}</p>"
    return (
        "<html lang=en><head><title>Lantern (2018) review</title></head>"
        f"<body><article><h1>Lantern (2018)</h1>{paragraphs}{body}</article></body></html>"
    )


def feed(body):
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>B</title><item>'
        "<title>Lantern (2018)</title><link>https://example.org/lantern</link>"
        f"<description>{escape(f'<p>{WORDS}</p>{body}')}</description></item></channel></rss>"
    )


FORMS = pytest.mark.parametrize(("name", "made"), [("a.html", page), ("a.xml", feed)])


@FORMS
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<p>Rating: <img src="s3.gif" alt="3/5"></p>', "3/5"),
        ('<p><img src="s3.gif" alt="3 out of 5 stars"></p>', "3 out of 5 stars"),
        (f"<p>{STAR * 4}</p>", "⭐⭐⭐⭐"),
        (f"<p>Very good {STAR}</p>", "Very good ⭐"),
    ],
)
def test_what_an_image_says_is_read(read_bytes, name, made, body, said):
    [document] = read_bytes(made(body).encode(), name)
    assert said in document.text


@FORMS
@pytest.mark.parametrize(
    "body",
    [
        '<p><img src="a.jpg" alt="A still of 3/5 of the cast"></p>',
        '<p><img src="a.jpg" alt="3"></p>',
        '<p><img class="emoji" src="a.jpg"></p>',
        f'<p><img class="emoji" src="a.jpg" alt="{"⭐ stills " * 9}"></p>',
        f'<p><img src="a.jpg" alt="{"★" * 41}"></p>',
    ],
)
def test_other_images_say_nothing(read_bytes, name, made, body):
    [document] = read_bytes(made(body).encode(), name)
    assert not any(mark in document.text for mark in ("still", "3", "⭐", "★"))


def test_of_a_page_one_score_is_read_and_not_several(read_bytes):
    scores = '<p><img src="a.gif" alt="3/5"> and <img src="b.gif" alt="2/5"></p>'
    [document] = read_bytes(page(scores).encode(), "a.html")
    assert "/5" not in document.text


def test_what_an_image_says_is_no_markup(read_bytes):
    sign = '<img class="emoji" alt="<b>&lt;b&gt;</b>">'
    [document] = read_bytes(feed(f"<p>{sign}</p>").encode(), "a.xml")
    assert "<b>" not in document.text
