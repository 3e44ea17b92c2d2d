"""What the path of a page and that of a file have in common."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import unquote

from graph.values.addresses import path_key
from graph.values.languages import parse_language
from graph.values.titles import slug

DATE_AND_NAME = re.compile(r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[-_](?P<name>.+)")
DATE = re.compile(r"[0-9]{4}(?:/[0-9]{1,2}){0,2}")
ENDING = re.compile(r"(?:\.(?P<language>[a-z]{2}(?:-[a-z]{2,4})?))?\.\w{1,8}\Z", re.IGNORECASE)
"""The end of a file's name, with the language that Hugo puts before the suffix."""

LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-z]{2,4})?", re.IGNORECASE)
INDEX = re.compile(r"(?:^|/)index\Z", re.IGNORECASE)

LISTS = frozenset(
    "tag tags category categories genre genres author authors director directors actor actors "  # noqa: SIM905
    "archive archives page pages year years search feed topics series".split()
)
"""Folders in which generators put lists of posts."""


class Named(NamedTuple):
    """A path as folders and the name in the last one; `date`, ISO 8601, and `language` are what it
    states."""

    folders: tuple[str, ...]
    name: str
    date: str = ""
    language: str = ""

    def agrees(self, file: Named) -> bool:
        """Whether the date and the language of a page's path and of a file do not speak against
        each other."""
        shorter, longer = sorted((self.date, file.date), key=len)
        return longer.startswith(shorter) and (
            self.language == file.language or not (self.language and file.language)
        )

    def nearness(self, file: Named) -> int:
        """How much of a page's path is that of a file: name, date, language, folders from the last
        on."""
        pairs = zip(reversed(self.folders), reversed(file.folders), strict=False)
        folders = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        same = (self.name == file.name) + (self.language == file.language)
        return folders + same + bool(self.date and file.date)

    @property
    def is_list(self) -> bool:
        """Whether generators put lists of posts there, or the first page of a site."""
        return not self.name or not LISTS.isdisjoint(self.folders)


def named(path: str) -> Named:
    """The folders, the name and the date of a path, as Jekyll, Hugo and others put them.

    >>> named("_posts/2021-03-06-Blade_Runner.md")
    Named(folders=('posts',), name='blade-runner', date='2021-03-06', language='')
    >>> named("film/2021/03/06/blade-runner/index.html")
    Named(folders=('film',), name='blade-runner', date='2021-03-06', language='')
    >>> named("posts/suspiria.de.md").language, named("de/posts/suspiria/").language
    ('de', 'de')
    """
    bare, language = _without_ending(path)
    *folders, name = (unquote(part) for part in path_key(bare).split("/"))
    language = language or next(filter(None, map(_language, folders)), "")
    date = ""
    if match := DATE_AND_NAME.fullmatch(name):
        date, name = match["date"], match["name"]
    else:
        for size in (3, 2, 1):
            if len(folders) >= size and DATE.fullmatch(written := "/".join(folders[-size:])):
                date = "-".join(part.zfill(2) for part in written.split("/"))
                folders = folders[:-size]
                break
    return Named(
        tuple(map(slug, filter(None, folders))), slug(name) if name else "", date, language
    )


def _without_ending(path: str) -> tuple[str, str]:
    """A path without what stands behind its name, and the language in that."""
    ending = ENDING.search(path)
    if not ending:
        return path, ""
    language = _language(ending["language"] or "")
    end = ending.start() if language or not ending["language"] else path.rindex(".")
    return INDEX.sub("", path[:end]), language


def _language(word: str) -> str:
    """The tag that a word is; folders have names of languages, too, that say nothing."""
    return parse_language(word) or "" if LANGUAGE.fullmatch(word) else ""
