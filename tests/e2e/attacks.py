"""Attacks, as strangers may write them into whatever a site takes in."""

from __future__ import annotations

import json

ATTACKS = (
    "</script><script>alert(1)</script> <img src=x onerror=alert(1)> {{7*7}} "
    '" onmouseover="alert(1)" autofocus onfocus="alert(1)',
    "<iframe src=https://evil.example/></iframe> <svg/onload=alert(1)> \u202etxet desrever "
    "<link rel=stylesheet href=//evil.example/x.css>",
    '=HYPERLINK("https://evil.example") javascript:alert(1) ' + "W" * 120,
)
"""What stands in every field of a review, and of its film; longer names are no names."""


def hostile(number: int, text: str) -> dict[str, object]:
    """A review as JSON-LD that says the text wherever it may say anything."""
    person = {"@type": "Person", "name": text}
    return {
        "@context": "https://schema.org",
        "@type": "Review",
        "name": text,
        "abstract": text,
        "reviewBody": f"A review of a film that is worth the words. {text}\n\nAnd then: {text}",
        "author": person,
        "publisher": {"@type": "Organization", "name": text},
        "datePublished": f"2024-01-{number + 1:02}",
        "url": f"https://evil.example/{number}",
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": number % 5 + 1,
            "bestRating": 5,
            "worstRating": 1,
            "ratingExplanation": text,
        },
        "itemReviewed": {
            "@type": "Movie",
            "name": text,
            "alternateName": text,
            "datePublished": str(1990 + number),
            "director": person,
            "author": person,
            "actor": {"@type": "PerformanceRole", "actor": person, "characterName": text},
            "genre": text,
            "contentRating": text,
            "countryOfOrigin": {"@type": "Country", "name": text},
            "releasedEvent": {
                "@type": "PublicationEvent",
                "startDate": "1990-01-01",
                "location": text,
            },
            "image": "https://evil.example/poster.jpg",
            "sameAs": ["javascript:alert(1)", "data:text/html,x", "https://evil.example/film"],
        },
    }


def front_matter(text: str, number: int, more: dict[str, object]) -> str:
    """A review of the film of that number as Markdown, hostile in each of its keys."""
    keys = {
        "title": text,
        "year": 1990 + number,
        "date": "2024-02-03",
        "rating": "4/5",
        "tags": [text, "<b>"],
        "genre": [text],
        "director": [text],
        "cast": [text],
        "reviewer": text,
        "description": text,
        "image": "https://evil.example/poster.jpg",
        "imdb": f"https://www.imdb.com/title/tt0000001/{text}",
    } | more
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in keys.items())
    return f"---\n{lines}---\nA review of a film. {text}\n\n[{text}](javascript:alert(1))\n"


TSV = "\n".join("\t".join(row) for row in (
    ("qid", "imdb_id", "tmdb_id", "title", "original_title", "year", "directors", "aliases"),
    ("Q1", "tt0115964", "movie/884", "Crash", ATTACKS[0], "1996", ATTACKS[1], ATTACKS[0]),
    ("Q2", "tt0375679", "movie/1640", "Crash", ATTACKS[1], "2004", ATTACKS[0], ATTACKS[1]),
)) + "\n"  # fmt: skip
"""A catalogue in which two films have one title."""
