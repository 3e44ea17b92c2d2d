"""What in the folder of a site generator is no post: drafts, layouts, lists, code, built pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

CODE = "It is code that the site is built with."
FOLDERS = {
    "_drafts": "It is a draft: Jekyll keeps them in “_drafts”.",
    "_layouts": "It is a layout of the site, not a text.",
    "_includes": "It is a building block of the site, not a text.",
    "layouts": "It is a layout of the site, not a text.",
    "archetypes": "It is a pattern for new posts: Hugo keeps them in “archetypes”.",
    "exampleSite": "It shows what a theme looks like: Hugo's themes have an “exampleSite”.",
    "node_modules": CODE,
    "_site": "It is a page that Jekyll or Eleventy made of a text in another folder.",
}
STEMS = {
    "_index": "It is the page of a section: Hugo lists posts there.",
    "readme": "It is a note about the folder.",
    "license": "It is a licence.",
    "changelog": "It is a list of changes.",
    **dict.fromkeys(
        ("contributing", "code_of_conduct", "security", "claude", "agents", "copilot-instructions"),
        "It is a note for those who work on the site.",
    ),
}
TEMPLATE = re.compile(r"_?(?:[\w-]{1,40}[-_ ])?template", re.IGNORECASE)
PATTERN = "It is a pattern for new posts, as its name says."
PARTIAL = "Its name begins with “_”: generators leave such files out."
PROGRAM = re.compile(
    r"(?:package(?:-lock)?|composer|bower|[jt]sconfig(?:\.[\w-]{1,40})?)\.json"
    r"|requirements(?:[-_.][\w-]{1,40})?\.txt|robots\.txt"
)
OF_PROGRAM = (
    "Its name is that of a file for programs that build or visit the site. If it is a review, "
    "rename it."
)

BUILT = (
    "It stands in “{}”, where a generator puts the pages that it makes of the texts in other "
    "folders. Name that folder itself if it is to be read."
)
THEME = "It belongs to a theme of the site, not to its texts."
SCRIPT = r"\.[cm]?[jt]s"

GENERATORS: tuple[tuple[re.Pattern[str], Mapping[str, str]], ...] = tuple(
    (re.compile(configuration), {name: why.format(name) for name, why in folders.items()})
    for configuration, folders in {
        r"(?:hugo|config)\.(?:toml|ya?ml)|hugo\.json|archetypes": {  # Hugo, Zola
            "public": BUILT, "resources": CODE, "themes": THEME,
        },
        r"_config(?:\.[\w-]{1,40})?\.(?:ya?ml|toml)": {  # Jekyll, Hexo
            "public": BUILT, "themes": THEME, "vendor": CODE,
        },
        r"(?:pelican|publish)?conf\.py": {"output": BUILT, "themes": THEME},  # Pelican, Nikola
        r"mkdocs\.ya?ml": {"site": BUILT},
        rf"gatsby-config{SCRIPT}": {"public": BUILT},
        rf"(?:astro|eleventy|next|nuxt|vite|svelte|docusaurus)\.config{SCRIPT}|package\.json": {
            "dist": BUILT, "build": BUILT, "out": BUILT, "vendor": CODE,
        },
        r"composer\.json|Gemfile|go\.mod": {"vendor": CODE},
    }.items()
)  # fmt: skip
"""The files by which a generator or its language is known, and the folders beside them that hold
no texts. “public” is built by some, and a folder of texts and pictures for others."""


def made(names: Collection[str]) -> dict[str, str]:
    """Of the names in a folder those of folders that a generator fills, with the sentence that
    says why nothing in them is read.

    >>> list(made(["content", "hugo.toml", "public"])), list(made(["content", "public"]))
    (['public'], [])
    """
    found: dict[str, str] = {}
    for configuration, folders in GENERATORS:
        there = [name for name in folders if name in names]
        if there and any(map(configuration.fullmatch, names)):
            found |= {name: folders[name] for name in there}
    return found


def no_post(source: str) -> str:
    """The sentence that says why a file is no post, or nothing.

    Of folders those in the site count, or below the one that was named; an absolute path says
    nothing.

    >>> no_post("blog/_drafts/heat.md"), no_post("blog/_posts/2020-01-01-heat.md")
    ('It is a draft: Jekyll keeps them in “_drafts”.', '')
    """
    folders, _, name = source.rpartition("/")
    if PROGRAM.fullmatch(name):
        return OF_PROGRAM
    if source.startswith("/"):
        return ""
    return _no_posts(folders) or _named(PurePosixPath(name).stem)


def _named(stem: str) -> str:
    if why_not := STEMS.get(stem.casefold(), ""):
        return why_not
    if TEMPLATE.fullmatch(stem):
        return PATTERN
    return PARTIAL if stem.startswith("_") else ""


@lru_cache(1 << 10)
def _no_posts(folders: str) -> str:
    found = (FOLDERS.get(folder, "") for folder in PurePosixPath(folders).parts)
    return next(filter(None, found), "")
