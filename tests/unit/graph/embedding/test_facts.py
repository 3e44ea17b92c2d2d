"""What the bytes of a page say of it."""

from __future__ import annotations

import pytest

from graph.embedding.facts import facts

AT = "https://a.example/p/123/"
LANGS = {"de": "de", "en-US": "en-us", "": "", "tlh": ""}


def page(head: str) -> bytes:
    return f"<!doctype html><html><head><title>Heat</title>{head}</head><body>Heat</body>".encode()


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="film/heat/">', f"{AT}film/heat/"),
        (
            '<base href="https://b.example/"><link rel="canonical" href="film/heat/">',
            "https://b.example/film/heat/",
        ),
        ('<base href="/blog/"><link rel="canonical" href="heat">', "https://a.example/blog/heat"),
        ('<base href="/blog/"><meta property="og:url" content="/heat">', "https://a.example/heat"),
        ('<base href="/blog/">', AT),
    ],
)
def test_addresses_are_seen_from_the_base(head: str, address: str) -> None:
    assert facts("p/123/index.html", page(head), AT).addresses == (address,)


@pytest.mark.parametrize(
    ("content", "forwards"),
    [
        ("0; url=https://a.example/heat/", True),
        ("0;URL='/heat/'", True),
        ("0; /heat/", True),
        ("900", False),
        ("", False),
    ],
)
def test_only_a_refresh_with_an_address_forwards(content: str, forwards: bool) -> None:
    head = f'<meta http-equiv="Refresh" content="{content}">'
    assert facts("heat.html", page(head)).forwards is forwards


def test_the_language_that_a_page_gives_itself() -> None:
    said = {tag: facts("a.html", f'<html lang="{tag}"><p>Heat'.encode()).language for tag in LANGS}
    assert said == LANGS
