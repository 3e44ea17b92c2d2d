"""Sites of sample reviews, as three static site generators build them."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SAMPLES = Path(__file__).parents[1] / "data" / "reviews"
BIN = Path(sys.executable).parent


class Built(NamedTuple):
    """A built site: its pages, what they were made from, and the page of each source; `lost` are
    sources of which nobody can tell."""

    folder: Path
    sources: list[Path]
    pages: dict[str, str]
    lost: tuple[str, ...] = ()


def hugo(root: Path) -> Built:
    """Minified; its pages are known by the paths of the files."""
    write(
        root,
        {
            "hugo.toml": 'baseURL = "https://hugo.example/blog/"\ntitle = "Bram’s Films"\n',
            "layouts/_default/baseof.html": "<!doctype html>\n<html>\n<head>\n<meta charset=utf-8>\n"
            "<title>{{ .Title }} | {{ .Site.Title }}</title>\n"
            '<link rel="canonical" href="{{ .Permalink }}">\n</head>\n'
            '<body>{{ block "main" . }}{{ end }}</body>\n</html>\n',
            "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}',
            "layouts/_default/list.html": '{{ define "main" }}<ul>{{ range .Pages }}<li>{{ .Title }}: '
            "{{ .Summary }}{{ end }}</ul>{{ end }}",
        },
    )
    files = copied("markdown-hugo", root / "content" / "reviews")
    run(root, "hugo", "--minify", "--quiet")
    pages = {f"content/reviews/{f.name}": f"reviews/{f.stem}/index.html" for f in files}
    return Built(root / "public", [root / "content"], pages)


def mkdocs(root: Path) -> Built:
    """Its pages are known by the canonical addresses that the files state."""
    address = "https://mkdocs.example/films"
    write(
        root,
        {
            "mkdocs.yml": f"site_name: Films\nsite_url: {address}/\nplugins: []\ntheme: mkdocs\n",
            "docs/index.md": "# Films\n",
        },
    )
    files = copied("markdown-schema", root / "docs")
    (root / "sources").mkdir()
    for number, file in enumerate(files):  # the files that are read have other names
        text = file.read_text().replace("---\n", f"---\nurl: {address}/{file.stem}/\n", 1)
        file.write_text(text)
        (root / "sources" / f"{number}.md").write_text(text)
    run(root, "mkdocs", "build", "--quiet")
    pages = {f"sources/{n}.md": f"{file.stem}/index.html" for n, file in enumerate(files)}
    return Built(root / "site", [root / "sources"], pages)


def nikola(root: Path) -> Built:
    """Its pages are known by the titles of films with their years: the reviews are a table. One of
    them has no year."""
    write(
        root,
        {
            "conf.py": 'BLOG_AUTHOR = "Casimir Pell"\nBLOG_TITLE = "Films"\nBLOG_EMAIL = ""\n'
            'SITE_URL = "https://nikola.example/"\nBLOG_DESCRIPTION = "Films"\nTHEME = "base"\n'
            'DEFAULT_LANG = "en"\nTRANSLATIONS = {"en": ""}\nPAGES = ()\nGENERATE_RSS = False\n'
            'POSTS = (("posts/*.md", "posts", "post.tmpl"),)\nCOMPILERS = {"markdown": (".md",)}\n'
        },
    )
    table = SAMPLES / "csv" / "casimir-pell.csv"
    pages = {}
    with table.open(newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows), 1):
            year = f" ({row['Year']})" if row["Year"] else ""
            head = f".. title: {row['Title']}{year}\n.. slug: entry-{number}\n"
            text = f"{head}.. date: {row['Date']} 12:00:00 UTC\n\n{row['Review']}\n"
            write(root, {f"posts/entry-{number}.md": text})
            if year:
                pages[f"films.csv#row={number}"] = f"posts/entry-{number}/index.html"
    (root / "films.csv").write_bytes(table.read_bytes())
    run(root, "nikola", "build")
    return Built(root / "output", [root / "films.csv"], pages, ("films.csv#row=17",))


GENERATORS: dict[str, Callable[[Path], Built]] = {"hugo": hugo, "mkdocs": mkdocs, "nikola": nikola}


def copied(samples: str, folder: Path) -> list[Path]:
    """The samples in another folder."""
    folder.mkdir(parents=True, exist_ok=True)
    copies = [folder / file.name for file in sorted((SAMPLES / samples).glob("*.md"))]
    for copy in copies:
        copy.write_bytes((SAMPLES / samples / copy.name).read_bytes())
    return copies


def write(root: Path, files: dict[str, str]) -> None:
    """Text files with their folders."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def run(root: Path, command: str, *arguments: str) -> None:
    """A generator, installed beside this Python, in the folder of its site."""
    done = subprocess.run(
        [BIN / command, *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
