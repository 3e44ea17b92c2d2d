"""The review at an address, as a server is asked for it: one page at a time, without the page."""

from __future__ import annotations

from collections.abc import Iterable

from graph.values.addresses import address_key
from graph.values.paths import named


def nearest(path: str, files: Iterable[tuple[str, str]]) -> list[str]:
    """Of reviews, given by source and slug, the slugs of those whose file is most like the path of
    a page.

    >>> nearest("reviews/heat", [("reviews/heat.md", "a"), ("news/heat.md", "b")])
    ['a']
    """
    place = named(path)
    near = [
        (place.nearness(file), slug)
        for file, slug in ((named(source), slug) for source, slug in files)
        if place.agrees(file) and not place.is_list
    ]
    most = max(near, default=(0, ""))[0]
    return [slug for nearness, slug in near if nearness == most]


def beside(path: str, files: Iterable[tuple[str, str]]) -> list[str]:
    """The same of those whose file is in a folder as that of the page is, or where that is in none:
    a headline alone may be the name of another page, too."""
    folder = named(path).folders[-1:]
    return nearest(path, [it for it in files if named(it[0]).folders[-1:] == folder or not folder])


def path_below(site: str, address: str) -> str:
    """The path of an address below that of a site's first page; "" for one elsewhere.

    >>> path_below("https://example.org/blog/", "http://www.example.org/blog/2021/heat/?page=2")
    '2021/heat'
    >>> path_below("https://example.org/blog/", "https://example.org/heat/")
    ''
    """
    own, whole = address_key(site), address_key(address).partition("?")[0]
    return whole.removeprefix(f"{own}/") if own and whole.startswith(f"{own}/") else ""
