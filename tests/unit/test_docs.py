"""The documentation says what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pyoxigraph
from flask import Flask, request

from graph.extraction.corrections import NAMES
from graph.store.snapshots import Snapshots
from graph.vocabulary import PREFIXES
from server.app import create_app
from server.cli import COMMANDS
from server.config import load
from server.corrections import FIELDS
from server.settings import SETTINGS
from server.sparql import open_engine
from server.web import open_app

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text()


def test_the_settings_table_is_the_code_s() -> None:
    written = (PROJECT / "docs" / "settings.md").read_text()
    for setting in SETTINGS:
        default = f"`{setting.default}`" if str(setting.default) else ""
        assert f"| `{setting.name}` | {default} | {setting.help} |" in written
    table, _, corrections = written.partition("## Corrections")
    assert table.count("\n| `") == len(SETTINGS)
    assert set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| .*? \|", corrections, re.M)))) == (
        set(FIELDS)
    )
    assert ", ".join(f"`{name}`" for name in NAMES) in corrections


def test_the_readme_names_every_command() -> None:
    named = set(re.findall(r"^\| `(\w+)", README, re.MULTILINE))
    assert named == set(COMMANDS)


def test_the_settings_in_the_readme_exist() -> None:
    known = {setting.name for setting in SETTINGS}
    for block in re.findall(r"```toml\n(.*?)```", README, re.DOTALL):
        assert set(re.findall(r"^(\w+) =", block, re.MULTILINE)) <= known


def test_the_floors_are_those_that_are_checked() -> None:
    page = (PROJECT / "docs" / "architecture.md").read_text()
    written: dict[int, set[str]] = {}
    for floor, modules in re.findall(r"^\| (\d+) \| ([^|]+) \|", page, re.MULTILINE):
        written.setdefault(int(floor), set()).update(re.findall(r"`(\w+)/?`", modules))
    linted = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (layers,) = (one["layers"] for one in linted["contracts"] if one["name"] == "floors of graph")
    checked = {floor: set(re.findall(r"\w+", one)) for floor, one in enumerate(reversed(layers))}
    assert written == checked


def test_links_lead_somewhere() -> None:
    for page in (PROJECT / "README.md", *(PROJECT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)[)#]", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_http_interface_is_the_server_s(tmp_path: Path) -> None:
    """Every address that is named exists, and every one that exists is named."""
    config = load(tmp_path, {}, {})
    published = Snapshots(config.state)
    with closing(open_engine(published, config)) as engine:
        routes = open_app(config, published, engine).url_map
    page = (PROJECT / "docs" / "http.md").read_text()
    named = re.findall(r"`(?:(?:GET|POST|PUT|DELETE) )?(/[^` ]*)`", page)
    assert len(named) > 30
    answering = routes.bind("localhost")
    found: set[str] = set()
    for address in named:
        rules = {
            answering.match(address, method, return_rule=True)[0].rule
            for method in ("GET", "POST")
            if answering.test(address, method)
        }
        assert rules, address
        found |= rules
    # Targets of forms; and what has pages of its own: reconciliation, writing.
    elsewhere = r"/static/|/logout|/links/decide|/reconcile/|/reviews/<"
    assert not {r.rule for r in routes.iter_rules() if not re.match(elsewhere, r.rule)} - found


def test_the_documentation_is_a_whole_site(tmp_path: Path) -> None:
    """Strict: every page has its place, every link and every anchor its target."""
    command = [
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        ".ci/mkdocs.yml",
        "--site-dir",
        tmp_path,
    ]
    built = subprocess.run(
        [sys.executable, "-m", *command], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    pages = list(tmp_path.glob("*.html"))
    assert len(pages) > 20
    for page in pages:
        loaded = re.findall(r'<(?:script|img|link)\b[^>]*?(?:src|href)="([^"]*)"', page.read_text())
        assert not [address for address in loaded if "//" in address], page.name


def test_the_entrance_leads_to_every_page() -> None:
    entrance = (PROJECT / "docs" / "index.md").read_text()
    for page in (PROJECT / "docs").glob("*.md"):
        assert page.name == "index.md" or f"]({page.name})" in entrance, page.name


def test_the_examples_of_the_model_are_turtle() -> None:
    page = (PROJECT / "docs" / "model.md").read_text()
    prefixes = "".join(f"PREFIX {prefix}: <{name}> " for prefix, name in PREFIXES.items())
    examples = re.findall(r"```turtle\n(.*?)```", page, re.DOTALL)
    assert len(examples) > 3
    for example in examples:
        assert list(
            pyoxigraph.parse(
                prefixes + example,
                pyoxigraph.RdfFormat.TURTLE,
                base_iri="https://reviews.example.org/",
            )
        )


def test_nginx_sets_every_header_that_a_proxy_is_believed(tmp_path: Path) -> None:
    """A client behind nginx cannot set one of them."""
    app = create_app(load(tmp_path, {"trusted_proxies": 1}, {}), [])

    @app.get("/seen")
    def seen() -> list[str | None]:
        return [request.remote_addr, request.scheme, request.host, request.script_root]

    for file in ("nginx.conf", "nginx-path.conf"):
        written = (PROJECT / "docs" / "deploy" / file).read_text()
        assert set(re.findall(r"proxy_set_header X-Forwarded-(\w+)", written)) == _believed(app)


def _believed(app: Flask) -> set[str]:
    """The parts of X-Forwarded-… that change what the application sees."""
    client = app.test_client()
    plain = client.get("/seen").get_json()
    forged = {
        "For": "192.0.2.1",
        "Proto": "https",
        "Host": "elsewhere.example",
        "Port": "81",
        "Prefix": "/elsewhere",
        "Server": "elsewhere.example",
    }
    return {
        part
        for part, value in forged.items()
        if client.get("/seen", headers={f"X-Forwarded-{part}": value}).get_json() != plain
    }
