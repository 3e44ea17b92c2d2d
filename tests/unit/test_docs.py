"""The documentation says what the code does."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

from graph.extraction.corrections import NAMES
from graph.store.snapshots import Snapshots
from server.app import open_app
from server.cli import COMMANDS
from server.config import describe_settings, load
from server.corrections import FIELDS
from server.sparql import open_engine

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text()


def test_the_settings_table_is_the_code_s() -> None:
    written = (PROJECT / "docs" / "settings.md").read_text()
    for name, default, meaning in describe_settings():
        assert f"| `{name}` | {f'`{default}`' if default else ''} | {meaning} |" in written
    table, _, corrections = written.partition("## Corrections")
    assert table.count("\n| `") == len(list(describe_settings()))
    assert set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| .*? \|", corrections, re.M)))) == (
        set(FIELDS)
    )
    assert ", ".join(f"`{name}`" for name in NAMES) in corrections


def test_the_readme_names_every_command() -> None:
    named = set(re.findall(r"^\| `(\w+)", README, re.MULTILINE))
    assert named == {command.name for command in COMMANDS}


def test_the_settings_in_the_readme_exist() -> None:
    known = {name for name, _, _ in describe_settings()}
    for block in re.findall(r"```toml\n(.*?)```", README, re.DOTALL):
        assert set(re.findall(r"^(\w+) =", block, re.MULTILINE)) <= known


def test_links_lead_somewhere() -> None:
    for page in (PROJECT / "README.md", *(PROJECT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_addresses_of_the_http_interface_exist(tmp_path: Path) -> None:
    config = load(tmp_path, {}, {})
    published = Snapshots(config.state)
    with closing(open_engine(published, config)) as engine:
        routes = open_app(config, published, engine).url_map.bind("localhost")
    page = (PROJECT / "docs" / "http.md").read_text()
    named = re.findall(r"`(?:GET |POST |PUT |DELETE )?(/[^` ]*)`", page)
    assert len(named) > 30
    for address in named:
        assert routes.test(address, "GET") or routes.test(address, "POST"), address
