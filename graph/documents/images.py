"""What images of HTML say by their alternative text (WHATWG HTML, section 4.8.4.4): a sign, or a
score. All else that they say is no text of the review."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.html import HtmlElement

from graph.records import Rating
from graph.values.ratings import parse_rating

SIGNS = frozenset(("emoji", "wp-smiley"))
"""Classes of images that stand for a sign: WordPress makes images of emoji."""

LONGEST = 40
"""Characters that an image says at most."""


def sign_of(attributes: Mapping[str, str]) -> str:
    """The sign that an image stands for; "" where it stands for none.

    >>> sign_of({"class": "wp-smiley", "alt": "⭐"}), sign_of({"alt": "⭐"})
    ('⭐', '')
    """
    return "" if SIGNS.isdisjoint(attributes.get("class", "").split()) else _words(attributes)


def score_of(attributes: Mapping[str, str]) -> str:
    """The score that an image shows; figures alone may number it.

    >>> score_of({"alt": "3 out of 5 stars"}), score_of({"alt": "3"}), score_of({"alt": "A still"})
    ('3 out of 5 stars', '', '')
    """
    words = _words(attributes)
    return words if not words.isdigit() and isinstance(parse_rating(words), Rating) else ""


def say(page: HtmlElement) -> None:
    """Make words of the signs in a page, and of the score in its images where it is but one: that
    of several may be other films'."""
    images = list(page.iter("img"))
    scores = [(image, words) for image in images if (words := score_of(image.attrib))]
    signs = [(image, words) for image in images if (words := sign_of(image.attrib))]
    for image, words in (*signs, *(scores if len(scores) == 1 else ())):
        image.tag, image.text = "span", words
        image.attrib.clear()


def _words(attributes: Mapping[str, str]) -> str:
    words = attributes.get("alt", "").strip()
    return words if len(words) <= LONGEST else ""
