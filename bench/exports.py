"""One large file of reviews, as exports are: a table, or a WordPress export.

The reviews repeat after a while, so that writing a gigabyte takes a minute and not an hour; a
reader remembers none of them, or its memory would grow with the file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from xml.sax.saxutils import escape

from bench.generate import LABELS, Written, labelled, reviews, row

DIFFERENT = 2_000

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>A large site</title><wp:wxr_version>1.2</wp:wxr_version>
"""
ITEM = """<item><title>{title}</title><link>https://example.org/?p={number}</link>
<dc:creator>{reviewer}</dc:creator><wp:post_id>{number}</wp:post_id>
<wp:post_date>{published} 08:00:00</wp:post_date><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type><content:encoded>{content}</content:encoded></item>
"""
TAIL = "</channel></rss>\n"


def write_table(path: Path, count: int) -> None:
    """A CSV with so many rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["Headline", *LABELS.values(), "Review"])
        table.writerows(map(row, _many(count)))


def write_wordpress(path: Path, count: int) -> None:
    """A WXR with so many posts."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(map(_item, _many(count)))
        file.write(TAIL)


def _many(count: int) -> Iterator[Written]:
    different = list(reviews(min(count, DIFFERENT)))
    for number, review in enumerate(islice(cycle(different), count), 1):
        yield replace(review, number=number)


def _item(review: Written) -> str:
    said = {name: escape(str(value)) for name, value in review.facts.items()}
    return ITEM.format(
        number=review.number,
        title=f"{said['title']} - Movie Review",
        reviewer=said.get("reviewer", "admin"),
        published="2019-03-01",
        content=escape(labelled(review).partition("\n\n")[2]),
    )
