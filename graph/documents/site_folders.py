"""What in the folder of a site generator is no post: drafts, layouts, lists, code."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath

FOLDERS = {
    "_drafts": "It is a draft: Jekyll keeps them in “_drafts”.",
    "_layouts": "It is a layout of the site, not a text.",
    "_includes": "It is a building block of the site, not a text.",
    "layouts": "It is a layout of the site, not a text.",
    "archetypes": "It is a pattern for new posts: Hugo keeps them in “archetypes”.",
    "node_modules": "It is code that the site is built with.",
    "_site": "It is a page that Jekyll or Eleventy made of a text in another folder.",
}
FILES = {
    "_index": "It is the page of a section: Hugo lists posts there.",
    "readme": "It is a note about the folder.",
    "license": "It is a licence.",
    "changelog": "It is a list of changes.",
    "contributing": "It is a note for contributors.",
}


def no_post(source: str) -> str:
    """The sentence that says why a file is no post, or nothing.

    Only what is below the folder that was named counts: an absolute source says nothing.

    >>> no_post("blog/_drafts/heat.md"), no_post("blog/_posts/2020-01-01-heat.md")
    ('It is a draft: Jekyll keeps them in “_drafts”.', '')
    """
    if source.startswith("/"):
        return ""
    folders, _, name = source.rpartition("/")
    return _no_posts(folders) or FILES.get(PurePosixPath(name).stem.casefold(), "")


@lru_cache(1 << 10)
def _no_posts(folders: str) -> str:
    found = (FOLDERS.get(folder, "") for folder in PurePosixPath(folders).parts)
    return next(filter(None, found), "")
